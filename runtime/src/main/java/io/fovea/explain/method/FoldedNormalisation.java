package io.fovea.explain.method;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.NormalisedChannels;
import java.util.List;
import java.util.Optional;

/**
 * Batch normalisations that are part of the convolution before them: the same values by one layer less, whose parts are
 * then those of the layer that was trained.
 */
final class FoldedNormalisation {
    private FoldedNormalisation() {}

    /** Folds all in a graph; values behind a normalisation keep their names. */
    static void in(Graph graph) {
        for (Node node : List.copyOf(graph.nodes())) {
            NormalisedChannels.of(graph, node).ifPresent(normalised -> fold(graph, node, normalised));
        }
    }

    private static void fold(Graph graph, Node normalisation, NormalisedChannels normalised) {
        Optional<Node> before = graph.producer(normalisation.input(0)).filter(node -> isConvolution(graph, node));
        if (before.isEmpty()) {
            return;
        }
        Node convolution = before.get();
        Tensor weights = graph.constant(convolution.input(1)).orElseThrow();
        int channels = (int) weights.shape()[0];
        float[] bias = convolution.hasInput(2)
                ? graph.constant(convolution.input(2)).orElseThrow().toFloats()
                : new float[channels];
        float[] kernel = weights.toFloats();
        float[] shift = new float[channels];
        int each = kernel.length / channels;
        for (int c = 0; c < channels; c++) {
            float scale = (float) normalised.factor(c);
            for (int i = c * each; i < (c + 1) * each; i++) {
                kernel[i] *= scale;
            }
            shift[c] = (float) normalised.of(c, bias[c]);
        }
        List<String> inputs = List.of(
                convolution.input(0),
                graph.put(graph.unused(convolution.input(1) + "/folded"), Tensor.of(kernel, weights.shape())),
                graph.put(graph.unused(normalisation.input(2) + "/folded"), Tensor.of(shift)));
        graph.remove(convolution);
        graph.replace(normalisation, convolution.withInputs(inputs).withOutputs(List.of(normalisation.output())));
    }

    private static boolean isConvolution(Graph graph, Node node) {
        boolean inside =
                graph.outputs().stream().noneMatch(output -> output.name().equals(node.output()));
        return node.is("Conv")
                && inside
                && graph.consumers(node.output()).size() == 1
                && graph.constant(node.input(1)).isPresent()
                && (!node.hasInput(2) || graph.constant(node.input(2)).isPresent());
    }
}
