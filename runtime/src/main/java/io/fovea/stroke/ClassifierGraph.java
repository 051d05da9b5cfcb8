package io.fovea.stroke;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.linear.LinearHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a head into the graph of a network. Each grid of features is weighed at its own resolution by a convolution of
 * one pixel, and its scores are enlarged to the image's size and added up; that is the same as to enlarge all features
 * first, as both are linear, and takes a fraction of the memory.
 */
final class ClassifierGraph {
    static final String OUTPUT = "probabilities";
    private static final String PREFIX = "strokes_";

    private ClassifierGraph() {}

    /**
     * The network up to the grids, with the head behind them.
     *
     * @param head for the features of all grids in their order
     * @return a graph whose output {@code probabilities} is {@code [1, classes, height, width]}
     */
    static Graph of(Graph network, List<FeatureGrid> grids, LinearHead head) {
        Graph graph = network.copy();
        graph.setOutputs(grids.stream().map(FeatureGrid::value).toList());
        graph.prune();
        List<String> terms = new ArrayList<>();
        int feature = 0;
        for (FeatureGrid grid : grids) {
            boolean first = terms.isEmpty();
            String scores = weighed(graph, grid, head, feature, first);
            terms.add(grid.spacing() == 1 ? scores : enlarged(graph, scores, grid.spacing()));
            feature += grid.channels();
        }
        String sum = terms.size() == 1 ? terms.get(0) : node("Sum", graph, "sum", Attributes.NONE, terms);
        graph.append(Node.of("Softmax", List.of(sum), graph.unused(OUTPUT), Attributes.NONE.with("axis", 1)));
        String output = graph.nodes().get(graph.nodes().size() - 1).output();
        graph.setOutputs(List.of(output));
        graph.redeclare(new ValueInfo(output, ElementType.FLOAT, Shape.of(1, head.classes(), -1, -1)));
        graph.rename("strokes");
        return graph;
    }

    private static String weighed(Graph graph, FeatureGrid grid, LinearHead head, int from, boolean withBias) {
        int channels = grid.channels();
        float[] weights = new float[head.classes() * channels];
        for (int k = 0; k < head.classes(); k++) {
            System.arraycopy(head.weights(k), from, weights, k * channels, channels);
        }
        String kernel = graph.put(
                graph.unused(PREFIX + "weights_" + grid.spacing()), Tensor.of(weights, head.classes(), channels, 1, 1));
        List<String> inputs = new ArrayList<>(List.of(grid.value(), kernel));
        if (withBias) {
            inputs.add(graph.put(graph.unused(PREFIX + "bias"), Tensor.of(head.bias())));
        }
        return node("Conv", graph, "scores_" + grid.spacing(), Attributes.NONE, inputs);
    }

    private static String enlarged(Graph graph, String scores, int spacing) {
        float[] factors = {1, 1, spacing, spacing};
        String scales = graph.put(graph.unused(PREFIX + "scales_" + spacing), Tensor.of(factors));
        Attributes linear = Attributes.NONE.with("mode", "linear").with("coordinate_transformation_mode", "half_pixel");
        return node("Resize", graph, "enlarged_" + spacing, linear, Arrays.asList(scores, "", scales));
    }

    private static String node(String op, Graph graph, String what, Attributes attributes, List<String> inputs) {
        return graph.append(Node.of(op, inputs, graph.unused(PREFIX + what), attributes))
                .output();
    }
}
