package io.fovea.graph.operator;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.ArrayList;
import java.util.List;

/** A graph of one node whose outputs, {@code y0} and so on, declare nothing. */
final class Small {
    private final Graph graph;
    private final String domain;
    private final String op;
    private final List<String> inputs = new ArrayList<>();
    private Attributes attributes = Attributes.NONE;

    private Small(String domain, String op, int opset) {
        this.graph = Graph.create("small", opset);
        this.domain = domain;
        this.op = op;
    }

    static Small of(String op, int opset) {
        return new Small("", op, opset);
    }

    static Small of(String domain, String op, int opset) {
        return new Small(domain, op, opset);
    }

    String op() {
        return domain.isEmpty() ? op : domain + "." + op;
    }

    Small with(String name, long value) {
        attributes = attributes.with(name, value);
        return this;
    }

    Small with(String name, String value) {
        attributes = attributes.with(name, value);
        return this;
    }

    Small with(String name, Tensor value) {
        attributes = attributes.with(name, value);
        return this;
    }

    Small ints(String name, long... values) {
        attributes = attributes.withIntegers(name, values);
        return this;
    }

    /** A fed input, -1 for free sizes. */
    Small x(ElementType type, long... shape) {
        return fed(type, Shape.of(shape));
    }

    Small x(long... shape) {
        return x(ElementType.FLOAT, shape);
    }

    /** A fed input of which not even the rank is declared. */
    Small unknown(ElementType type) {
        return fed(type, Shape.UNKNOWN);
    }

    private Small fed(ElementType type, Shape shape) {
        String name = "x" + inputs.size();
        graph.addInput(new ValueInfo(name, type, shape));
        inputs.add(name);
        return this;
    }

    Small constant(Tensor tensor) {
        inputs.add(graph.put("c" + inputs.size(), tensor));
        return this;
    }

    Small constant(long... values) {
        return constant(Tensor.of(values));
    }

    /** Zeros. */
    Small weights(long... shape) {
        return constant(Tensor.of(new float[(int) Tensor.elements(shape)], shape));
    }

    Small none() {
        inputs.add("");
        return this;
    }

    /** What is known of the graph's values, of three outputs of the node among them. */
    ValueFacts facts() {
        graph.append(new Node("", domain, op, inputs, List.of("y0", "y1", "y2"), attributes));
        return new ValueFacts(graph);
    }

    @Override
    public String toString() {
        return op() + " " + graph.opset() + " " + attributes + " " + inputs;
    }
}
