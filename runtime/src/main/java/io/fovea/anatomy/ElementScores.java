package io.fovea.anatomy;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.ValueFacts;
import io.fovea.session.FloatTensor;
import io.fovea.session.ProbedShapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Values of a model, strung out one behind the other to {@code [1, M]}, and which of their elements count.
 *
 * @param value the name of what is strung out
 * @param region the elements
 */
record ElementScores(String value, Region region) {
    private static final String STEM = "explained_elements";

    /**
     * Appends them to a graph.
     *
     * @param image the shape of the graph's one input
     * @param elements one at least
     */
    static ElementScores append(Graph graph, long[] image, List<WeightedElement> elements) {
        List<String> values =
                elements.stream().map(WeightedElement::value).distinct().toList();
        ProbedShapes shapes =
                ProbedShapes.of(graph, Map.of(graph.inputs().get(0).name(), image), values);
        ValueFacts facts = new ValueFacts(graph);
        String row = graph.unused(STEM + "_shape");
        graph.put(row, Tensor.of(1L, -1L));
        List<String> rows = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        int size = 0;
        for (String value : values) {
            rows.add(append(graph, Node.of("Reshape", List.of(real(graph, facts, value), row), unused(graph))));
            starts.add(size);
            size = Math.addExact(
                    size, Math.toIntExact(Tensor.elements(shapes.of(value).orElseThrow())));
        }
        String all = rows.size() == 1
                ? rows.get(0)
                : append(graph, Node.of("Concat", rows, unused(graph), Attributes.NONE.with("axis", 1L)));
        float[] weights = new float[size];
        for (WeightedElement element : elements) {
            weights[starts.get(values.indexOf(element.value())) + element.index()] += element.weight();
        }
        return new ElementScores(all, Region.ofElements(FloatTensor.of(weights, 1, size)));
    }

    private static String real(Graph graph, ValueFacts facts, String value) {
        ElementType type = facts.type(value);
        return type == ElementType.FLOAT || type == ElementType.UNDEFINED
                ? value
                : append(graph, Node.of("Cast", List.of(value), unused(graph), Attributes.NONE.with("to", (long)
                        ElementType.FLOAT.code())));
    }

    private static String unused(Graph graph) {
        return graph.unused(STEM);
    }

    private static String append(Graph graph, Node node) {
        graph.append(node);
        return node.output();
    }
}
