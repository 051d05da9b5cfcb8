package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns models of half and double precision into such of float32: constants, declarations, and what nodes make. */
final class SinglePrecision {

    /** Attributes that name an element type. */
    private static final List<String> TYPES = List.of("to", "dtype");

    private SinglePrecision() {}

    static Graph of(Graph graph) {
        Graph single = graph.copy();
        graph.initializers().forEach((name, tensor) -> single.put(name, widened(tensor)));
        for (Node node : graph.nodes()) {
            if (node.attributes().holdGraphs()) {
                throw new io.fovea.FoveaException("The operator " + node.op() + " (node '" + node.name()
                        + "') holds a graph of its own, which cannot be turned into float32.");
            }
            Attributes attributes = widened(node.attributes());
            if (!attributes.equals(node.attributes())) {
                single.replace(node, node.withAttributes(attributes));
            }
        }
        for (Map<String, OnnxMl.ValueInfoProto> declared : single.declared().all()) {
            new LinkedHashMap<>(declared).forEach((name, proto) -> declared.put(name, widened(proto)));
        }
        return single;
    }

    private static boolean isOther(ElementType type) {
        return type.isFloatingPoint() && type != ElementType.FLOAT;
    }

    /** A number that is no type's belongs to an operator of others, which means something else by it. */
    private static boolean isOther(long code) {
        return ElementType.isKnown(code) && isOther(ElementType.of((int) code));
    }

    private static Tensor widened(Tensor tensor) {
        return isOther(tensor.type()) ? Tensor.of(tensor.toFloats(), tensor.shape()) : tensor;
    }

    private static Attributes widened(Attributes attributes) {
        Attributes single = attributes;
        for (String name : attributes.names()) {
            Tensor tensor = attributes.tensor(name).orElse(null);
            if (tensor != null) {
                single = single.with(name, widened(tensor));
            } else if (TYPES.contains(name) && isOther(attributes.integer(name, 0))) {
                single = single.with(name, ElementType.FLOAT.code());
            }
        }
        return single;
    }

    private static OnnxMl.ValueInfoProto widened(OnnxMl.ValueInfoProto proto) {
        if (!isOther(ValueInfo.of(proto).type())) {
            return proto;
        }
        OnnxMl.ValueInfoProto.Builder single = proto.toBuilder();
        single.getTypeBuilder().getTensorTypeBuilder().setElemType(ElementType.FLOAT.code());
        return single.build();
    }
}
