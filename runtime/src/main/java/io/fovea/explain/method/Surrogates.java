package io.fovea.explain.method;

import io.fovea.anatomy.ForwardPath;
import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.Dependence;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts others in the place of nodes between image and scores, which give the same values with other slopes. The gradient of
 * the changed graph is then what a rule of attribution sends back, and what has a derivative needs no rule of its own.
 */
final class Surrogates {
    private static final float TINY = 1e-12f;

    private final Graph graph;
    private final ForwardPath path;
    private Optional<Node> next = Optional.empty();

    private Surrogates(Graph graph, ForwardPath path) {
        this.graph = graph;
        this.path = path;
    }

    /** How one node is replaced. */
    interface Rule {
        /** Whether it is. */
        boolean takes(Surrogates at, Node node);

        /**
         * Appends what stands for the node's first output.
         *
         * @param node whose first output has a new name
         * @return the name of a value that is equal to that output
         */
        String of(Surrogates at, Node node);

        /** Appends what else is needed of a node, whether it is replaced or not, before it may be. */
        default void visit(Surrogates at, Node node) {}
    }

    /** Replaces all that a rule takes; values keep their names. */
    static void put(Graph graph, String image, String scores, Rule rule) {
        ForwardPath path = ForwardPath.of(graph, image, scores);
        Surrogates at = new Surrogates(graph, path);
        List<Node> all = List.copyOf(graph.nodes());
        for (int i = 0; i < all.size(); i++) {
            Node node = all.get(i);
            if (path.nodes().contains(node)) {
                at.next = i + 1 < all.size() ? Optional.of(all.get(i + 1)) : Optional.empty();
                rule.visit(at, node);
                at.replace(node, rule);
            }
        }
    }

    private void replace(Node node, Rule rule) {
        if (!path.values().contains(node.output()) || !rule.takes(this, node)) {
            return;
        }
        List<String> outputs = new ArrayList<>(node.outputs());
        outputs.set(0, graph.unused(node.output() + "/plain"));
        Node plain = node.withOutputs(outputs);
        graph.replace(node, plain);
        String made = rule.of(this, plain);
        String name = graph.unused("surrogate_for_" + node.output());
        insert(Node.of("Identity", List.of(made), name).withOutputs(List.of(node.output())));
    }

    Graph graph() {
        return graph;
    }

    /** Whether a value depends on the image, and the scores on it. */
    boolean moves(String value) {
        return path.values().contains(value);
    }

    /** The inputs of a node that depend on the image. */
    List<Integer> moving(Node node) {
        List<Integer> moving = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            if (moves(node.input(i))) {
                moving.add(i);
            }
        }
        return moving;
    }

    /** Whether a node is a product of two values. */
    static boolean multiplies(Node node) {
        return node.is("Mul")
                || Operators.of(node).is(Family.PRODUCT) && node.inputs().size() == 2;
    }

    /** Whether a node bends each value by itself: an activation or a function that is no straight line. */
    static boolean bends(Node node) {
        Operator operator = Operators.of(node);
        boolean atPlace = operator.dependence() == Dependence.ELEMENT || operator.dependence() == Dependence.CHANNEL;
        return atPlace
                && operator.is(Family.ACTIVATION, Family.ARITHMETIC)
                && !operator.has(Trait.LINEAR)
                && !operator.has(Trait.FLAT);
    }

    void insert(Node node) {
        if (next.isPresent()) {
            graph.insertBefore(next.get(), node);
        } else {
            graph.append(node);
        }
    }

    String node(String op, String... inputs) {
        return node(op, Attributes.NONE, inputs);
    }

    String node(String op, Attributes attributes, String... inputs) {
        String output = graph.unused("surrogate_" + op);
        insert(Node.of(op, List.of(inputs), output, attributes));
        return output;
    }

    /** A node once more, with other inputs: its first output. */
    String again(Node node, List<String> inputs) {
        return again(node, inputs, node.attributes(), "surrogate_").get(0);
    }

    /** A node once more, with other inputs and attributes: its outputs, whose names begin anew. */
    List<String> again(Node node, List<String> inputs, Attributes attributes, String prefix) {
        List<String> outputs = node.outputs().stream()
                .map(name -> name.isEmpty() ? "" : graph.unused(prefix + name))
                .toList();
        insert(new Node(outputs.get(0), node.domain(), node.op(), inputs, outputs, attributes));
        return outputs;
    }

    /** A value that counts as a constant from here on. */
    String held(String value) {
        String output = graph.unused(Held.name(value));
        insert(Node.of("Identity", List.of(value), output));
        return output;
    }

    String constant(float value) {
        return graph.put(graph.unused("surrogate_constant"), Tensor.scalar(value));
    }

    String constant(Tensor tensor) {
        return graph.put(graph.unused("surrogate_constant"), tensor);
    }

    String times(String value, double factor) {
        return factor == 1 ? value : node("Mul", value, constant((float) factor));
    }

    /** {@code above / below}, 0 where what is below is nothing. */
    String ratio(String above, String below) {
        String any = real(node("Greater", node("Abs", below), constant(TINY)));
        String none = node("Sub", constant(1), any);
        return node("Div", node("Mul", any, above), node("Add", below, none));
    }

    /** A condition as 0 and 1. */
    String real(String condition) {
        return node("Cast", Attributes.NONE.with("to", 1), condition);
    }

    /**
     * What has a value and the slope of another: {@code sloped + held(value - sloped)}.
     *
     * @param value that it has
     * @param sloped that it moves with
     */
    String sloping(String value, String sloped) {
        return node("Add", sloped, held(node("Sub", value, sloped)));
    }
}
