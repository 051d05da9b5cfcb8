package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Dependence;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.ProbabilityKind;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Numbers of an image that are no scores of classes: the one of a regression, or those of an embedding. What ends in
 * probabilities is none, nor is what has a name for each class.
 */
final class Numbers implements Recognition {
    /** Classes that are more than ImageNet's have been counted in few data sets: ImageNet-21k in the forms in use. */
    private static final Set<Long> COUNTED = Set.of(10_450L, 11_221L, 11_821L, 21_841L, 21_842L, 21_843L, 21_844L);

    private static final int MOST_CLASSES = 1001;

    /** Networks are as wide as multiples of this, and numbers of classes are so by chance. */
    private static final int WIDTH = 64;

    private static final int NARROWEST = 2 * WIDTH;

    @Override
    public String answer() {
        return "numbers of the image";
    }

    @Override
    public boolean recognises(Candidate output) {
        return output.hasShape() && areIn(output);
    }

    /** Whether a vector is of numbers rather than scores. */
    static boolean areIn(Candidate output) {
        if (output.sizes().length < 2 || !ClassScores.isVector(output.sizes()) || output.isNamed()) {
            return false;
        }
        long count = output.vector();
        ProbabilityKind kind = output.probabilities();
        if (count == 1) {
            // Of one number alone a softmax makes 1, whatever it is.
            return kind != ProbabilityKind.EACH;
        }
        boolean many = count > MOST_CLASSES && !COUNTED.contains(count);
        return kind == ProbabilityKind.NONE && (isOfUnitLength(output) || isWidth(count) || many);
    }

    /** Whether a network is likely to be so wide. */
    private static boolean isWidth(long count) {
        return count >= NARROWEST && count % WIDTH == 0;
    }

    /** Whether the network ends by dividing its answer by its length, as those for embeddings do. */
    private static boolean isOfUnitLength(Candidate output) {
        Optional<Node> end = output.end();
        if (end.filter(node -> node.is("LpNormalization")).isPresent()) {
            return true;
        }
        Optional<Node> divisor =
                end.filter(node -> node.is("Div")).flatMap(division -> reduced(output.graph(), division.input(1)));
        return divisor.filter(node -> node.is("ReduceL2")).isPresent();
    }

    /** What a value was reduced by, before it was kept from being 0 and made as wide as others. */
    private static Optional<Node> reduced(Graph graph, String value) {
        Optional<Node> node = graph.producer(value);
        while (node.isPresent()
                && Operators.of(node.get()).dependence() != Dependence.REDUCED
                && node.get().hasInput(0)) {
            node = graph.producer(node.get().input(0));
        }
        return node;
    }

    @Override
    public void doubt(Candidate output, Notes notes) {
        long count = output.vector();
        if (!isOfUnitLength(output)) {
            notes.assume(
                    CardKey.TASK,
                    (count == 1 ? "The one number of an answer is" : "The " + count + " numbers of an answer are")
                            + " read as a measurement, not as scores of classes; if they are those, the card's task is '"
                            + Task.CLASSIFICATION.word() + "'.");
        }
    }

    @Override
    public OutputValues activation(Candidate output, long classes) {
        return OutputValues.VALUES;
    }

    @Override
    public Entry entry(Candidate output, Function<CardKey, Optional<String>> usual, Notes notes) {
        return ClassScores.resized(output, usual, notes);
    }
}
