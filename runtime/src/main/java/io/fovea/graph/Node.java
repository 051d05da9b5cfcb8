package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One operation of a graph. Immutable; compared by content.
 *
 * @param name a label for readers, may be empty
 * @param domain the operator set, empty for ONNX's own
 * @param op the operator, as ONNX calls it
 * @param inputs value names in the operator's order; an empty name is an input left out
 * @param outputs value names in the operator's order; an empty name is an output nobody wants
 * @param attributes the operator's settings
 */
public record Node(
        String name, String domain, String op, List<String> inputs, List<String> outputs, Attributes attributes) {

    /** Copies the lists. */
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** A node of ONNX's own operator set, named after its output. */
    public static Node of(String op, List<String> inputs, String output, Attributes attributes) {
        return of(op, inputs, List.of(output), attributes);
    }

    /** A node of ONNX's own operator set, named after the first of its outputs. */
    public static Node of(String op, List<String> inputs, List<String> outputs, Attributes attributes) {
        return new Node(outputs.get(0), "", op, inputs, outputs, attributes);
    }

    /** A node of ONNX's own operator set without attributes, named after its output. */
    public static Node of(String op, List<String> inputs, String output) {
        return of(op, inputs, output, Attributes.NONE);
    }

    /** Input {@code index}, or an empty name where it is left out. */
    public String input(int index) {
        return index < inputs.size() ? inputs.get(index) : "";
    }

    /** Whether input {@code index} is given. */
    public boolean hasInput(int index) {
        return !input(index).isEmpty();
    }

    /** The first output. */
    public String output() {
        return outputs.get(0);
    }

    /** What readers call it: its name, or its first output where it has none. */
    public String label() {
        return name.isEmpty() ? output() : name;
    }

    /**
     * The layer that this node belongs to: nodes called {@code <layer>/<what>} are of one, every other node, such as {@code
     * a/b/c} or {@code /a}, is a layer of its own.
     */
    public String layer() {
        String label = label();
        int slash = label.indexOf('/');
        return slash > 0 && slash == label.lastIndexOf('/') ? label.substring(0, slash) : label;
    }

    /** Whether this is operator {@code op} of ONNX's own set. */
    public boolean is(String op) {
        return this.op.equals(op) && (domain.isEmpty() || domain.equals("ai.onnx"));
    }

    /** Every value this node needs: its inputs and what its sub-graphs refer to. */
    public List<String> dependencies() {
        List<String> names = new ArrayList<>(inputs);
        names.removeIf(String::isEmpty);
        names.addAll(attributes.captured());
        return names;
    }

    /** A copy under another name; ONNX Runtime refuses two nodes of one name, but any number without. */
    public Node withName(String other) {
        return new Node(other, domain, op, inputs, outputs, attributes);
    }

    /** A copy with other inputs. */
    public Node withInputs(List<String> names) {
        return new Node(name, domain, op, names, outputs, attributes);
    }

    /** A copy with other outputs. */
    public Node withOutputs(List<String> names) {
        return new Node(name, domain, op, inputs, names, attributes);
    }

    /** A copy with other attributes. */
    public Node withAttributes(Attributes other) {
        return new Node(name, domain, op, inputs, outputs, other);
    }

    /** A copy whose values and label are renamed; empty names stay empty. */
    Node renamed(UnaryOperator<String> rename) {
        UnaryOperator<String> kept = value -> value.isEmpty() ? value : rename.apply(value);
        return new Node(
                name,
                domain,
                op,
                inputs.stream().map(kept).toList(),
                outputs.stream().map(kept).toList(),
                attributes);
    }

    static Node of(OnnxMl.NodeProto proto) {
        return new Node(
                proto.getName(),
                proto.getDomain(),
                proto.getOpType(),
                proto.getInputList(),
                proto.getOutputList(),
                Attributes.of(proto.getAttributeList()));
    }

    OnnxMl.NodeProto toProto() {
        return OnnxMl.NodeProto.newBuilder()
                .setName(name)
                .setDomain(domain)
                .setOpType(op)
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(attributes.protos())
                .build();
    }
}
