package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.ProbabilityKind;
import io.fovea.image.Layout;
import java.util.Arrays;
import java.util.Optional;

/**
 * An output that may answer a task.
 *
 * @param value of floating point
 * @param image what the model's input says of images
 * @param isNamed whether someone says how classes are called, as many as it would have
 */
record Candidate(Graph graph, ValueInfo value, InputForm image, boolean isNamed) {

    String name() {
        return value.name();
    }

    /** Whether it is computed from the image at all. */
    boolean seesImage() {
        return ReceptiveField.sees(graph, name());
    }

    /** Whether its shape is declared, if only in part. */
    boolean hasShape() {
        return value.shape().known();
    }

    /** The declared sizes, -1 for free ones. */
    long[] sizes() {
        return value.shape().sizes();
    }

    /** Four dimensions, where classes or colours lie as they do in the input. */
    boolean isGrid() {
        return hasShape() && sizes().length == 4;
    }

    /** Of a {@link #isGrid grid}, how many values there are for a pixel. */
    long channels() {
        return sizes()[image.layout() == Layout.NCHW ? 1 : 3];
    }

    /** Of a {@link #isGrid grid}. */
    long height() {
        return sizes()[image.layout() == Layout.NCHW ? 2 : 1];
    }

    /** Of a {@link #isGrid grid}. */
    long width() {
        return sizes()[image.layout() == Layout.NCHW ? 3 : 2];
    }

    /** Whether there are more pixels than in the image, as far as sizes or strides tell. */
    boolean isFinerThanImage() {
        if (isGrid() && image.isFixed() && width() > 0 && height() > 0) {
            return width() > image.width().getAsInt()
                    && height() > image.height().getAsInt();
        }
        return ReceptiveField.reach(graph, name()).spacing() < 1 - 1e-9;
    }

    /** The node that makes its values what they are. */
    Optional<Node> end() {
        return NetworkEnding.of(graph, name());
    }

    /** The operator of {@link #end}. */
    Optional<Operator> lastOperator() {
        return end().map(Operators::of);
    }

    /** Of an output with one place for each of some values, how many there are; -1 if nobody knows. */
    long vector() {
        return Arrays.stream(sizes()).skip(1).reduce(1, (all, size) -> all < 0 || size < 0 ? -1 : all * size);
    }

    /** In what way its values are probabilities. */
    ProbabilityKind probabilities() {
        return lastOperator().map(Operator::probabilities).orElse(ProbabilityKind.NONE);
    }

    /**
     * What scores are.
     *
     * @param classes how many there are; -1 if nobody knows
     */
    OutputValues activation(long classes) {
        return switch (probabilities()) {
            case SHARED -> OutputValues.PROBABILITIES;
            case EACH -> OutputValues.INDEPENDENT_PROBABILITIES;
            case NONE, SHARED_LOGARITHMS -> classes == 1 ? OutputValues.INDEPENDENT_LOGITS : OutputValues.LOGITS;
        };
    }
}
