package io.fovea.explain.method;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Batch normalisations that are part of the convolution before them: the same values by one layer less, whose parts are
 * then those of the layer that was trained.
 */
final class FoldedNormalisation {
    private static final int PARAMETERS = 4;

    private FoldedNormalisation() {}

    /** Folds all in a graph; values behind a normalisation keep their names. */
    static void in(Graph graph) {
        for (Node node : List.copyOf(graph.nodes())) {
            if (node.is("BatchNormalization") && node.attributes().integer("training_mode", 0) == 0) {
                fold(graph, node);
            }
        }
    }

    private static void fold(Graph graph, Node normalisation) {
        List<float[]> parameters = new ArrayList<>();
        for (int i = 1; i <= PARAMETERS; i++) {
            graph.constant(normalisation.input(i)).ifPresent(tensor -> parameters.add(tensor.toFloats()));
        }
        Optional<Node> before = graph.producer(normalisation.input(0)).filter(node -> isConvolution(graph, node));
        if (parameters.size() < PARAMETERS || before.isEmpty()) {
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
        double epsilon = normalisation.attributes().real("epsilon", 1e-5f);
        int each = kernel.length / channels;
        for (int c = 0; c < channels; c++) {
            double scale = parameters.get(0)[c] / Math.sqrt(parameters.get(3)[c] + epsilon);
            for (int i = c * each; i < (c + 1) * each; i++) {
                kernel[i] *= (float) scale;
            }
            shift[c] = (float)
                    ((bias[c] - parameters.get(2)[c]) * scale + parameters.get(1)[c]);
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
