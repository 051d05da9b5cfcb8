package io.fovea.autodiff;

import io.fovea.graph.Attributes;
import io.fovea.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** One vector-Jacobian product in the making: a node, the gradients of its outputs, and where those of its inputs go. */
final class Vjp {
    /** Where nodes are appended. */
    final Emitter e;

    private final Node node;
    private final List<String> gradients;
    private final IntPredicate wanted;
    private final Map<Integer, String> given = new TreeMap<>();

    /**
     * A product for {@code node}.
     *
     * @param gradients of each output, empty names where an output has none
     * @param wanted which inputs need a gradient
     */
    Vjp(Emitter emitter, Node node, List<String> gradients, IntPredicate wanted) {
        this.e = emitter;
        this.node = node;
        this.gradients = gradients;
        this.wanted = wanted;
    }

    Node node() {
        return node;
    }

    Attributes attributes() {
        return node.attributes();
    }

    /** Input {@code i}. */
    String x(int i) {
        return node.input(i);
    }

    /** The first input. */
    String x() {
        return node.input(0);
    }

    /** The first output. */
    String y() {
        return node.output();
    }

    /** The gradient of the first output. */
    String g() {
        return g(0);
    }

    /** The gradient of output {@code i}; zeros where nothing depends on it. */
    String g(int i) {
        return gradients.get(i).isEmpty() ? e.zerosLike(node.outputs().get(i)) : gradients.get(i);
    }

    /** Whether anything depends on output {@code i}. */
    boolean uses(int i) {
        return i < gradients.size() && !gradients.get(i).isEmpty();
    }

    /** The same product for a node with inputs of other names, which are given their gradients. */
    Vjp of(Node other) {
        return new Vjp(e, other, gradients, wanted);
    }

    /** Whether input {@code i} needs a gradient. */
    boolean wants(int i) {
        return node.hasInput(i) && wanted.test(i);
    }

    /** Answers the gradient of input {@code i}, which has that input's shape. */
    void give(int i, String gradient) {
        e.facts().note(gradient, e.facts().shape(x(i)));
        given.put(i, gradient);
    }

    /** Answers a gradient of the output's shape for an input that was broadcast. */
    void giveSummed(int i, String gradient) {
        give(i, e.sumTo(gradient, x(i)));
    }

    /** What was answered, by input. */
    Map<Integer, String> given() {
        return given;
    }
}
