package io.fovea.model;

import java.util.List;
import java.util.Optional;

/** How the outputs of one task are told from all others, where a model has no card. */
interface Recognition {
    /** For tasks that only a card can tell. */
    Recognition NEVER = new Recognition() {
        @Override
        public String answer() {
            return "";
        }

        @Override
        public Optional<Reading> read(Candidate output) {
            return Optional.empty();
        }
    };

    /** What the task answers with, to say that an output is not that: {@code a score for each class}. */
    String answer();

    /** What an output means if it answers the task; empty if it does not. */
    Optional<Reading> read(Candidate output);

    /**
     * What an output means.
     *
     * @param activation what its values are
     * @param entry how images go in
     * @param assumptions a sentence for each thing that had to be assumed
     */
    record Reading(Activation activation, Entry entry, List<String> assumptions) {
        public Reading {
            assumptions = List.copyOf(assumptions);
        }
    }

    /**
     * How images go in.
     *
     * @param width in pixels; 0 if free
     * @param height in pixels; 0 if free
     */
    record Entry(int width, int height, Fit fit, int halo, int multiple) {
        /** Resized to the size that the model declares. */
        static Entry asDeclared(InputForm form) {
            return new Entry(form.width(), form.height(), Fit.RESIZE, 0, 1);
        }
    }
}
