package io.fovea.model;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** How the outputs of one task are told from all others, and what they mean, where a model has no card. */
interface Recognition {
    /** For what nobody knows. */
    Recognition NEVER = new Recognition() {
        @Override
        public String answer() {
            return "";
        }

        @Override
        public boolean recognises(Candidate output) {
            return false;
        }

        @Override
        public OutputValues activation(Candidate output, long classes) {
            return OutputValues.LOGITS;
        }
    };

    /** What the task answers with, to say that an output is not that: {@code a score for each class}. */
    String answer();

    /** Whether an output answers the task. */
    boolean recognises(Candidate output);

    /** How many classes an output tells apart if it answers the task; not positive if there are none, or nobody knows. */
    default long classes(Candidate output) {
        return -1;
    }

    /**
     * What the values of an output are.
     *
     * @param classes how many there are; -1 if nobody knows
     */
    default OutputValues activation(Candidate output, long classes) {
        return output.activation(classes);
    }

    /**
     * How images go in.
     *
     * @param usual what a convention says of a key of the card
     * @param notes take up what is assumed
     */
    default Entry entry(Candidate output, Function<CardKey, Optional<String>> usual, Notes notes) {
        return Entry.asDeclared(output.image());
    }

    /** How images go in where that depends on the head; otherwise as above. */
    default Entry entry(Candidate output, DetectorHead head, Function<CardKey, Optional<String>> usual, Notes notes) {
        return entry(output, usual, notes);
    }

    /**
     * The head of a detector; none if the task is another.
     *
     * @param notes take up what is assumed
     */
    default DetectorHead head(Candidate output, Notes notes) {
        return DetectorHead.NONE;
    }

    /** Notes what else an output might be. */
    default void doubt(Candidate output, Notes notes) {}

    /** Another task of which only a card can tell, whose outputs mean the same. */
    default Recognition whereToldAlone() {
        Recognition alike = this;
        return new Recognition() {
            @Override
            public String answer() {
                return "";
            }

            @Override
            public boolean recognises(Candidate output) {
                return false;
            }

            @Override
            public long classes(Candidate output) {
                return alike.classes(output);
            }

            @Override
            public Entry entry(Candidate output, Function<CardKey, Optional<String>> usual, Notes notes) {
                return alike.entry(output, usual, notes);
            }
        };
    }

    /**
     * How images go in.
     *
     * @param width in pixels; empty if free
     * @param height in pixels; empty if free
     */
    record Entry(OptionalInt width, OptionalInt height, Fit fit, int halo, int multiple) {
        /** Resized to the size that the model declares. */
        static Entry asDeclared(InputForm form) {
            return new Entry(form.width(), form.height(), Fit.RESIZE, 0, 1);
        }

        boolean isFree() {
            return width.isEmpty() && height.isEmpty();
        }

        boolean isFixed() {
            return width.isPresent() && height.isPresent();
        }
    }
}
