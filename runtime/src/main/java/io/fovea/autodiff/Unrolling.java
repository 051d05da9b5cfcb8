package io.fovea.autodiff;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.ValueFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Writes recurrent layers as what they do in each step: products, sigmoids, hyperbolic tangents. The formulas are those of
 * ONNX's operators LSTM, GRU and RNN, with both directions, initial states, peepholes and lengths of sequences.
 */
final class Unrolling {
    private static final int SPLIT_BY_NUMBER = 18;

    private final Graph graph;
    private final Node layer;
    private final int steps;
    private final int hidden;
    private final int gates;
    private final ElementType type;
    private final List<Node> written = new ArrayList<>();
    private int count;

    private Unrolling(Graph graph, ValueFacts facts, Node layer) {
        this.graph = graph;
        this.layer = layer;
        this.steps = RecurrenceRules.steps(facts, layer);
        this.hidden = (int) facts.dimension(layer.input(2), 2).size();
        this.gates = RecurrenceRules.gates(layer);
        this.type =
                facts.type(layer.input(0)) == ElementType.UNDEFINED ? ElementType.FLOAT : facts.type(layer.input(0));
    }

    /** Writes out every layer of a graph that can be; the others stay. */
    static void apply(Graph graph) {
        List<Node> layers =
                graph.nodes().stream().filter(RecurrenceRules::isOne).toList();
        if (layers.isEmpty()) {
            return;
        }
        ValueFacts facts = new ValueFacts(graph);
        for (Node layer : layers) {
            boolean known = facts.rank(layer.input(2)) == 3
                    && facts.dimension(layer.input(2), 2).size() > 0;
            if (known && RecurrenceRules.obstacle(facts, layer).isEmpty()) {
                new Unrolling(graph, facts, layer).write();
            }
        }
    }

    /** What a layer keeps from step to step; an empty name stands for zeros. */
    private record State(String h, String c) {}

    /** The outputs of all steps of a direction, in the order of the sequence, and what is left behind the last. */
    private record Pass(List<String> outputs, State end) {}

    private void write() {
        String direction = layer.attributes().text("direction", "forward");
        List<Pass> passes = new ArrayList<>();
        if (!direction.equals("reverse")) {
            passes.add(pass(0, false));
        }
        if (!direction.equals("forward")) {
            passes.add(pass(passes.size(), true));
        }
        all(passes);
        last(passes.stream().map(pass -> pass.end.h).toList(), 1);
        last(passes.stream().map(pass -> pass.end.c).toList(), 2);
        graph.substitute(layer, written);
    }

    private boolean isBatchFirst() {
        return layer.attributes().integer("layout", 0) == 1;
    }

    private void all(List<Pass> passes) {
        if (!wants(0)) {
            return;
        }
        List<String> directions = passes.stream()
                .map(pass -> joined(
                        0,
                        pass.outputs.stream()
                                .map(h -> shaped(h, 1, 1, -1, hidden))
                                .toList()))
                .toList();
        String whole = joined(1, directions);
        publish(0, isBatchFirst() ? turned(whole, 2, 0, 1, 3) : whole);
    }

    private void last(List<String> ends, int output) {
        if (wants(output)) {
            String whole = joined(
                    0, ends.stream().map(end -> shaped(end, 1, -1, hidden)).toList());
            publish(output, isBatchFirst() ? turned(whole, 1, 0, 2) : whole);
        }
    }

    private boolean wants(int output) {
        return output < layer.outputs().size() && !layer.outputs().get(output).isEmpty();
    }

    private void publish(int output, String value) {
        written.add(
                Node.of("Identity", List.of(value), layer.outputs().get(output)).withName(""));
    }

    /** Goes through the sequence once, with the weights of one direction. */
    private Pass pass(int direction, boolean backwards) {
        String x = isBatchFirst() ? turned(layer.input(0), 1, 0, 2) : layer.input(0);
        Weights weights = new Weights(direction);
        List<List<String>> given = new ArrayList<>();
        for (int gate = 0; gate < gates; gate++) {
            given.add(split(plus(node("MatMul", x, weights.ofInput(gate)), weights.biasOfInput(gate))));
        }
        State state = new State(initial(5, direction), initial(6, direction));
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            int t = backwards ? steps - 1 - i : i;
            List<String> now = given.stream().map(gate -> gate.get(t)).toList();
            State next = step(now, state, weights);
            String mask = mask(t);
            outputs.add(mask.isEmpty() ? next.h : node("Mul", next.h, mask));
            state = mask.isEmpty() ? next : new State(unless(mask, state.h, next.h), unless(mask, state.c, next.c));
        }
        if (backwards) {
            Collections.reverse(outputs);
        }
        return new Pass(outputs, state);
    }

    private State step(List<String> given, State state, Weights weights) {
        if (gates == 4) {
            return lstm(given, state, weights);
        }
        return new State(gates == 3 ? gru(given, state.h, weights) : rnn(given.get(0), state.h, weights), "");
    }

    private State lstm(List<String> given, State state, Weights weights) {
        String i = node("Sigmoid", peeping(recurrent(given, 0, state.h, weights), state.c, weights, 0));
        String f = node("Sigmoid", peeping(recurrent(given, 2, state.h, weights), state.c, weights, 2));
        String c = plus(node("Mul", i, node("Tanh", recurrent(given, 3, state.h, weights))), times(f, state.c));
        String o = node("Sigmoid", peeping(recurrent(given, 1, state.h, weights), c, weights, 1));
        return new State(node("Mul", o, node("Tanh", c)), c);
    }

    private String gru(List<String> given, String h, Weights weights) {
        String z = node("Sigmoid", recurrent(given, 0, h, weights));
        String r = node("Sigmoid", recurrent(given, 1, h, weights));
        String fresh;
        if (layer.attributes().integer("linear_before_reset", 0) != 0) {
            String product = h.isEmpty() ? "" : node("MatMul", h, weights.ofState(2));
            fresh = plus(given.get(2), times(r, plus(product, weights.biasOfState(2))));
        } else {
            String product = h.isEmpty() ? "" : node("MatMul", node("Mul", r, h), weights.ofState(2));
            fresh = plus(plus(given.get(2), product), weights.biasOfState(2));
        }
        String n = node("Tanh", fresh);
        // (1 - z) n + z h
        return h.isEmpty() ? node("Sub", n, node("Mul", z, n)) : plus(n, node("Mul", z, node("Sub", h, n)));
    }

    private String rnn(String given, String h, Weights weights) {
        return node("Tanh", recurrent(List.of(given), 0, h, weights));
    }

    /** What goes into a gate: from the input, and from the state before. */
    private String recurrent(List<String> given, int gate, String h, Weights weights) {
        String product = h.isEmpty() ? "" : node("MatMul", h, weights.ofState(gate));
        return plus(plus(given.get(gate), product), weights.biasOfState(gate));
    }

    private String peeping(String value, String c, Weights weights, int gate) {
        return layer.hasInput(7) && !c.isEmpty() ? plus(value, node("Mul", c, weights.peephole(gate))) : value;
    }

    /** The initial state of a direction, {@code [batch, hidden]}. */
    private String initial(int input, int direction) {
        if (!layer.hasInput(input)) {
            return "";
        }
        return picked(isBatchFirst() ? turned(layer.input(input), 1, 0, 2) : layer.input(input), direction);
    }

    /** 1 where a sequence has a step, 0 behind its end, {@code [batch, 1]}; empty where all have the whole length. */
    private String mask(int step) {
        if (!layer.hasInput(4)) {
            return "";
        }
        String t = node("Cast", Attributes.NONE.with("to", ElementType.INT32.code()), whole(step));
        String within = node("Cast", Attributes.NONE.with("to", type.code()), node("Less", t, layer.input(4)));
        return shaped(within, -1, 1);
    }

    private String unless(String mask, String old, String fresh) {
        if (fresh.isEmpty()) {
            return "";
        }
        return old.isEmpty() ? node("Mul", fresh, mask) : plus(old, node("Mul", mask, node("Sub", fresh, old)));
    }

    /** The weights of a direction by gate, in the order that ONNX has them in. */
    private final class Weights {
        private final int direction;
        private final List<String> input = new ArrayList<>();
        private final List<String> state = new ArrayList<>();
        private final List<String> inputBias = new ArrayList<>();
        private final List<String> stateBias = new ArrayList<>();

        Weights(int direction) {
            this.direction = direction;
            String w = picked(layer.input(1), direction);
            String r = picked(layer.input(2), direction);
            String b = layer.hasInput(3) ? picked(layer.input(3), direction) : "";
            for (int gate = 0; gate < gates; gate++) {
                input.add(turned(rows(w, gate), 1, 0));
                state.add(turned(rows(r, gate), 1, 0));
                inputBias.add(b.isEmpty() ? "" : rows(b, gate));
                stateBias.add(b.isEmpty() ? "" : rows(b, gates + gate));
            }
        }

        String ofInput(int gate) {
            return input.get(gate);
        }

        String ofState(int gate) {
            return state.get(gate);
        }

        String biasOfInput(int gate) {
            return inputBias.get(gate);
        }

        String biasOfState(int gate) {
            return stateBias.get(gate);
        }

        String peephole(int gate) {
            return rows(picked(layer.input(7), direction), gate);
        }
    }

    // Nodes; an empty name is a part of a sum that there is not.

    private String node(String op, String... inputs) {
        return node(op, Attributes.NONE, inputs);
    }

    private String node(String op, Attributes attributes, String... inputs) {
        String output = name(op);
        written.add(Node.of(op, List.of(inputs), output, attributes).withName(""));
        return output;
    }

    private String name(String op) {
        return graph.unused("unrolled_"
                + layer.outputs().stream().filter(o -> !o.isEmpty()).findFirst().orElse("") + "/" + op + "_" + count++);
    }

    private String plus(String a, String b) {
        return a.isEmpty() || b.isEmpty() ? a + b : node("Add", a, b);
    }

    private String times(String a, String b) {
        return b.isEmpty() ? "" : node("Mul", a, b);
    }

    private String whole(long... values) {
        return node("Constant", Attributes.NONE.with("value", Tensor.of(values)));
    }

    /** One of those that lie along the first axis, without that axis. */
    private String picked(String value, int index) {
        String at = node("Constant", Attributes.NONE.with("value", Tensor.scalar((long) index)));
        return node("Gather", Attributes.NONE.with("axis", 0), value, at);
    }

    /** The rows of a gate. */
    private String rows(String value, int gate) {
        String places = whole(
                LongStream.range((long) gate * hidden, (gate + 1L) * hidden).toArray());
        return node("Gather", Attributes.NONE.with("axis", 0), value, places);
    }

    private String shaped(String value, long... shape) {
        return node("Reshape", value, whole(shape));
    }

    private String turned(String value, long... order) {
        return node("Transpose", Attributes.NONE.withIntegers("perm", order), value);
    }

    private String joined(int axis, List<String> parts) {
        return parts.size() == 1
                ? parts.get(0)
                : node("Concat", Attributes.NONE.with("axis", axis), parts.toArray(String[]::new));
    }

    /** The steps of {@code [steps, batch, hidden]}, each {@code [batch, hidden]}. */
    private List<String> split(String value) {
        List<String> parts = new ArrayList<>();
        if (steps == 1) {
            parts.add(value);
        } else {
            for (int t = 0; t < steps; t++) {
                parts.add(name("part"));
            }
            Attributes attributes = Attributes.NONE.with("axis", 0);
            attributes = graph.opset() < SPLIT_BY_NUMBER ? attributes : attributes.with("num_outputs", steps);
            written.add(Node.of("Split", List.of(value), parts.get(0), attributes)
                    .withOutputs(parts)
                    .withName(""));
        }
        return parts.stream().map(part -> shaped(part, -1, hidden)).toList();
    }
}
