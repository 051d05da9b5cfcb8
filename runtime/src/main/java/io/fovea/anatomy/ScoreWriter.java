package io.fovea.anatomy;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import java.util.Arrays;

/** Appends to a graph what computes numbers from its scores. */
public final class ScoreWriter {
    /** What nothing is taken for where a logarithm is taken. */
    private static final float LEAST = 1e-12f;

    /** What leaves a class out of a sum of exponentials. */
    private static final float NOTHING = -1e9f;

    private final FigureNodes nodes;
    private final int axis;
    private final int rank;
    private final int count;
    private final boolean each;
    private final String logits;

    /**
     * Of scores of any kind.
     *
     * @param graph that is appended to
     * @param value the scores
     * @param type of them
     * @param shape of them
     * @param axis of the classes
     * @param each whether every class has a probability by itself
     * @param probable whether they are probabilities, and not what stands before a softmax or sigmoid
     */
    ScoreWriter(Graph graph, String value, ElementType type, long[] shape, int axis, boolean each, boolean probable) {
        this.nodes = new FigureNodes(graph);
        this.axis = axis;
        this.rank = shape.length;
        this.count = (int) shape[axis];
        this.each = each || count == 1;
        String real = nodes.real(value, type);
        this.logits = probable ? unbounded(real) : real;
    }

    /** Whether every class has a probability by itself. */
    boolean isEach() {
        return each;
    }

    /** What a softmax or sigmoid makes these probabilities of. */
    private String unbounded(String probabilities) {
        String least = nodes.constant(Tensor.scalar(LEAST));
        String log = nodes.node("Log", nodes.node("Add", probabilities, least));
        if (!each) {
            return log;
        }
        String other = nodes.node("Sub", nodes.constant(Tensor.scalar(1 + LEAST)), probabilities);
        return nodes.node("Sub", log, nodes.node("Log", nodes.node("Add", other, least)));
    }

    /** {@code -sum p log p}, with {@code p} the softmax. */
    String entropyOfShares() {
        String log = nodes.node("Sub", logits, nodes.logSumExp(logits, axis));
        return nodes.node("Neg", nodes.sum(nodes.node("Mul", nodes.node("Exp", log), log), axis));
    }

    /** {@code sum of s(z) softplus(-z) + s(-z) softplus(z)}, with {@code s} the sigmoid. */
    String entropyOfEach() {
        String turned = nodes.node("Neg", logits);
        String yes = nodes.node("Mul", nodes.node("Sigmoid", logits), nodes.node("Softplus", turned));
        String no = nodes.node("Mul", nodes.node("Sigmoid", turned), nodes.node("Softplus", logits));
        return nodes.sum(nodes.node("Add", yes, no), axis);
    }

    /** {@code z_k - log sum_(c != k) exp z_c}. */
    String oddsOfShare(int classIndex) {
        String others = nodes.node("Add", logits, nodes.constant(only(classIndex, NOTHING)));
        return nodes.node("Sub", one(classIndex, 1), nodes.logSumExp(others, axis));
    }

    /** {@code z_k}, or its opposite for the first of two classes that one score tells apart. */
    String oddsOfEach(int classIndex) {
        return count == 1 ? one(0, classIndex == 0 ? -1 : 1) : one(classIndex, 1);
    }

    private String one(int classIndex, float weight) {
        return nodes.sum(nodes.node("Mul", logits, nodes.constant(only(classIndex, weight))), axis);
    }

    /** A number for one class, 0 for the others. */
    private Tensor only(int classIndex, float number) {
        float[] numbers = new float[count];
        numbers[classIndex] = number;
        long[] shape = new long[rank];
        Arrays.fill(shape, 1);
        shape[axis] = count;
        return Tensor.of(numbers, shape);
    }
}
