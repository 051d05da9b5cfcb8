package io.fovea.graph.operator;

import static io.fovea.graph.ElementType.BOOL;
import static io.fovea.graph.ElementType.FLOAT;
import static io.fovea.graph.ElementType.INT64;
import static io.fovea.graph.ElementType.UINT8;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The element types of operators' outputs. What is in no table has the type of its first input. */
final class Types {

    /** Operators whose outputs have one type, whatever their inputs'. */
    private static final Map<String, ElementType> FIXED = new HashMap<>();

    /** Operators whose output has the type of another input than the first. */
    private static final Map<String, Integer> OF_INPUT = Map.of(
            "Where", 1, "OneHot", 2, "DequantizeLinear", 1, "QuantizeLinear", 2, "QLinearConv", 7, "QLinearMatMul", 7);

    static {
        for (String op : "Shape Size ArgMax ArgMin NonZero".split(" ")) {
            FIXED.put(op, INT64);
        }
        for (String op : "Equal Less Greater LessOrEqual GreaterOrEqual And Or Xor Not IsNaN IsInf".split(" ")) {
            FIXED.put(op, BOOL);
        }
    }

    private Types() {}

    static ElementType of(Graph graph, Node node, int output, Function<String, ElementType> type) {
        if (FIXED.containsKey(node.op())) {
            return FIXED.get(node.op());
        }
        return switch (node.op()) {
            case "Cast" -> ElementType.of((int) node.attributes().integer("to", FLOAT.code()));
            case "Constant" -> graph.constant(node.output()).map(Tensor::type).orElse(ElementType.UNDEFINED);
            case "ConstantOfShape" ->
                node.attributes().tensor("value").map(Tensor::type).orElse(FLOAT);
            case "RandomNormal", "RandomUniform" ->
                ElementType.of((int) node.attributes().integer("dtype", FLOAT.code()));
            case "MaxPool", "TopK", "Unique" -> output == 0 ? type.apply(node.input(0)) : INT64;
            case "Dropout" -> output == 0 ? type.apply(node.input(0)) : BOOL;
            case "DynamicQuantizeLinear" -> output == 1 ? FLOAT : UINT8;
            default -> {
                int from = OF_INPUT.getOrDefault(node.op(), 0);
                if (node.op().equals("QuantizeLinear") && !node.hasInput(from)) {
                    yield UINT8;
                }
                yield node.hasInput(from) ? type.apply(node.input(from)) : ElementType.UNDEFINED;
            }
        };
    }
}
