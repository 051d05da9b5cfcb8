package io.fovea.graph;

import io.fovea.FoveaException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A place in a graph where one node gives way to others: what its rewrites write with. */
record NodeReplacement(Graph graph, Node node) {

    Attributes attributes() {
        return node.attributes();
    }

    /** Puts {@code values} before the node; returns their name. */
    String constant(String what, Tensor values) {
        String name = graph.unused(stem() + "_" + what);
        return before(Node.of("Constant", List.of(), name, Attributes.NONE.with("value", values)));
    }

    /** Puts a number of the type of input 0 before the node; returns its name. */
    String number(String what, float value) {
        return constant(what, scalar(value, type(node.input(0))));
    }

    /** Puts an operation before the node; returns the name of what it makes. */
    String operation(String op, List<String> inputs, Attributes attributes) {
        return before(
                Node.of(op, inputs, graph.unused(stem() + "_" + op.toLowerCase(java.util.Locale.ROOT)), attributes));
    }

    private String before(Node other) {
        return graph.insertBefore(node, other).output();
    }

    private String stem() {
        return node.outputs().stream()
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(node.op());
    }

    /** Puts another operation in the node's place. */
    void become(String op, List<String> inputs, Attributes attributes) {
        graph.replace(node, new Node(node.name(), "", op, inputs, node.outputs(), attributes));
    }

    /** Leaves out every output but the first, which newer forms do not have. */
    Node withOneOutput() {
        for (String output : node.outputs().subList(1, node.outputs().size())) {
            boolean wanted = !output.isEmpty()
                    && (!graph.consumers(output).isEmpty()
                            || graph.declared().outputs().containsKey(output));
            if (wanted) {
                throw refused("its output '" + output + "' has another meaning there");
            }
        }
        return node.withOutputs(List.of(node.output()));
    }

    /** Sizes of input 0, empty where its rank is not declared. */
    Optional<long[]> sizes() {
        return graph.value(node.input(0))
                .map(ValueInfo::shape)
                .filter(Shape::known)
                .map(Shape::sizes);
    }

    /** The element type of a value: declared, or that of what it is made from. */
    private ElementType type(String value) {
        String from = value;
        Optional<ElementType> declared = declaredType(from);
        while (declared.isEmpty()) {
            Optional<Node> made = graph.producer(from).filter(producer -> producer.hasInput(0));
            if (made.isEmpty()) {
                return ElementType.FLOAT;
            }
            from = made.get().input(0);
            declared = declaredType(from);
        }
        return declared.get();
    }

    private Optional<ElementType> declaredType(String value) {
        return graph.value(value).map(ValueInfo::type).filter(type -> type != ElementType.UNDEFINED);
    }

    private static Tensor scalar(float value, ElementType type) {
        ByteBuffer bytes = Tensor.little(8);
        switch (type) {
            case FLOAT16 -> bytes.putShort(HalfPrecision.toFloat16(value));
            case DOUBLE -> bytes.putDouble(value);
            default -> {
                return Tensor.scalar(value);
            }
        }
        return Tensor.ofBytes(type, new long[0], bytes.flip());
    }

    FoveaException refused(String reason) {
        return Raising.refused(node, reason);
    }
}
