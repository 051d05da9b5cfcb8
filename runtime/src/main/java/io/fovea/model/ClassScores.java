package io.fovea.model;

import io.fovea.graph.operator.Dependence;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Trait;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** One score per class for an image: two dimensions, or four of which only the classes have more than one element. */
final class ClassScores implements Recognition {
    private static final int USUAL_SIZE = 224;

    @Override
    public String answer() {
        return "a score for each class";
    }

    @Override
    public boolean recognises(Candidate output) {
        boolean answers = output.hasShape()
                ? isVector(output.sizes())
                : output.lastOperator().filter(ClassScores::condenses).isPresent();
        return answers
                && HeadForm.of(output.graph(), output.image()).isEmpty()
                && !(output.hasShape() && Numbers.areIn(output));
    }

    @Override
    public long classes(Candidate output) {
        return output.hasShape() && output.sizes().length >= 2 ? output.sizes()[1] : -1;
    }

    /** Whether an output of a shape has a score for each class and no place in the image, of one image. */
    static boolean isVector(long[] sizes) {
        if (sizes.length == 0 || sizes[0] > 1) {
            return false;
        }
        if (sizes.length == 2) {
            return sizes[1] != 0;
        }
        return sizes.length == 4 && (sizes[2] == 1 && sizes[3] == 1 || sizes[1] == 1 && sizes[2] == 1);
    }

    private static boolean condenses(Operator operator) {
        boolean condensed = operator.dependence() == Dependence.REDUCED
                && (operator.is(Family.POOLING) || operator.has(Trait.AVERAGING));
        return operator.is(Family.PRODUCT) || condensed;
    }

    /** Images are resized, be it to the usual size. */
    @Override
    public Entry entry(Candidate output, Function<CardKey, Optional<String>> usual, Notes notes) {
        return resized(output, usual, notes);
    }

    /** To the size that the model declares, or else to the usual one. */
    static Entry resized(Candidate output, Function<CardKey, Optional<String>> usual, Notes notes) {
        Entry declared = Entry.asDeclared(output.image());
        if (declared.isFixed()) {
            return declared;
        }
        Optional<Integer> usualWidth = usual.apply(CardKey.WIDTH).map(Integer::valueOf);
        Optional<Integer> usualHeight = usual.apply(CardKey.HEIGHT).map(Integer::valueOf);
        int width = declared.width().orElse(usualWidth.orElse(USUAL_SIZE));
        int height = declared.height().orElse(usualHeight.orElse(USUAL_SIZE));
        if (usualWidth.isEmpty() || usualHeight.isEmpty()) {
            notes.assume(CardKey.WIDTH, "The model takes images of any size; " + width + "x" + height + " is assumed.");
        }
        return new Entry(OptionalInt.of(width), OptionalInt.of(height), Fit.RESIZE, 0, 1);
    }
}
