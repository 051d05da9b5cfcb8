package io.fovea.model;

import io.fovea.graph.operator.Dependence;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One score per class for an image: two dimensions, or four of which only the classes have more than one element. */
final class ClassScores implements Recognition {
    static final String UNKNOWN_LABELS = "The labels of the classes are not recorded; numbers from 0 are used.";

    private static final int USUAL_SIZE = 224;

    @Override
    public String answer() {
        return "a score for each class";
    }

    @Override
    public Optional<Reading> read(Candidate output) {
        boolean answers = output.hasShape()
                ? isVector(output.sizes())
                : output.lastOperator().filter(ClassScores::condenses).isPresent();
        if (!answers) {
            return Optional.empty();
        }
        List<String> assumptions = new ArrayList<>(List.of(UNKNOWN_LABELS));
        Entry entry = entry(output.image(), assumptions);
        long classes = output.hasShape() ? output.sizes()[1] : -1;
        return Optional.of(new Reading(output.activation(classes), entry, assumptions));
    }

    /** Whether an output of a shape has a score for each class and no place in the image. */
    static boolean isVector(long[] sizes) {
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

    /** Images are resized, be it to an assumed size. */
    private static Entry entry(InputForm image, List<String> assumptions) {
        Entry declared = Entry.asDeclared(image);
        if (declared.width() > 0 && declared.height() > 0) {
            return declared;
        }
        int width = declared.width() > 0 ? declared.width() : USUAL_SIZE;
        int height = declared.height() > 0 ? declared.height() : USUAL_SIZE;
        assumptions.add("The model takes images of any size; " + width + "x" + height + " is assumed.");
        return new Entry(width, height, Fit.RESIZE, 0, 1);
    }
}
