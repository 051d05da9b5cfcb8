package io.fovea.quantize;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of a model's nodes work on whole numbers, and which values therefore are such: what goes into and comes out of a
 * kernel, and what passes them on unchanged. A rectifier behind a kernel is part of it.
 */
final class QuantizationPlan {
    /** Pass numbers on as they are, so that what comes out has the steps of what goes in. */
    private static final Set<String> CARRIERS =
            Set.of("MaxPool", "Reshape", "Flatten", "Transpose", "Squeeze", "Unsqueeze", "Slice", "DepthToSpace");

    /** Have kernels for whole numbers, with steps of their own. */
    private static final Set<String> MIXERS =
            Set.of("Add", "Mul", "Concat", "AveragePool", "GlobalAveragePool", "LeakyRelu", "Sigmoid");

    private static final Set<String> BENDS = Set.of("Relu", "Clip");

    private final Graph graph;
    private final Set<Node> kernels = new LinkedHashSet<>();
    private final Set<Node> inside = new LinkedHashSet<>();
    private final Map<String, String> sources = new HashMap<>();
    private final Set<String> values = new LinkedHashSet<>();

    /**
     * Plans for a graph.
     *
     * @param left the names of outputs of kernels that stay as they are
     */
    QuantizationPlan(Graph graph, Set<String> left) {
        this.graph = graph;
        graph.nodes().stream()
                .filter(node -> isKernel(node) && !left.contains(node.output()))
                .filter(node -> !isAnswer(end(node)))
                .forEach(kernels::add);
        inside.addAll(kernels);
        Set<String> whole = new HashSet<>();
        for (Node node : kernels) {
            whole.add(node.input(0));
            whole.add(end(node));
        }
        for (Node node : graph.nodes()) {
            boolean given = whole.contains(node.hasInput(0) ? node.input(0) : "");
            boolean mixes = MIXERS.contains(node.op()) && dataOf(node).stream().allMatch(whole::contains);
            if (node.is(node.op()) && !isAnswer(node.output()) && (CARRIERS.contains(node.op()) && given || mixes)) {
                inside.add(node);
                whole.add(node.output());
                if (CARRIERS.contains(node.op())) {
                    sources.put(node.output(), node.input(0));
                }
            }
        }
        values.addAll(whole);
    }

    /** The kernels of a graph that could work on whole numbers, by their outputs. */
    static Map<String, Node> kernels(Graph graph) {
        Map<String, Node> all = new LinkedHashMap<>();
        graph.nodes().stream().filter(node -> isKernel(graph, node)).forEach(node -> all.put(node.output(), node));
        return all;
    }

    private boolean isKernel(Node node) {
        return isKernel(graph, node);
    }

    private static boolean isKernel(Graph graph, Node node) {
        boolean weighs = node.is("Conv") || node.is("MatMul") || node.is("Gemm");
        return weighs
                && !graph.constant(node.input(0)).isPresent()
                && isReal(graph, node.input(1))
                && (!node.hasInput(2) || isReal(graph, node.input(2)));
    }

    private static boolean isReal(Graph graph, String value) {
        return graph.constant(value)
                .map(Tensor::type)
                .filter(ElementType.FLOAT::equals)
                .isPresent();
    }

    private boolean isAnswer(String value) {
        return graph.outputs().stream().anyMatch(output -> output.name().equals(value));
    }

    private static List<String> dataOf(Node node) {
        return node.inputs().stream().filter(input -> !input.isEmpty()).toList();
    }

    /** What comes out of a kernel: behind the rectifier, if nothing else needs what is before it. */
    String end(Node kernel) {
        List<Node> next = graph.consumers(kernel.output());
        boolean bends = next.size() == 1
                && BENDS.contains(next.get(0).op())
                && next.get(0).input(0).equals(kernel.output())
                && !isAnswer(kernel.output());
        return bends ? next.get(0).output() : kernel.output();
    }

    /** The nodes that work on whole numbers, in order. */
    Set<Node> kernels() {
        return kernels;
    }

    /** Those and what passes whole numbers on between them. */
    Set<Node> inside() {
        return inside;
    }

    /** The values that are whole numbers. */
    Set<String> values() {
        return values;
    }

    /** The value whose steps a value has: its own, or those of what it was carried from. */
    String source(String value) {
        String source = value;
        while (sources.containsKey(source)) {
            source = sources.get(source);
        }
        return source;
    }
}
