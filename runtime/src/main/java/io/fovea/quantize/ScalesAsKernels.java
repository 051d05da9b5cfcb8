package io.fovea.quantize;

import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.NormalisedChannels;
import io.fovea.graph.operator.ValueFacts;
import java.util.List;
import java.util.Optional;

/**
 * Writes batch normalisations that no convolution before them takes in, as where branches were added, as convolutions of one
 * pixel, each channel by itself: those work on whole numbers, which a normalisation does not.
 */
final class ScalesAsKernels {
    private ScalesAsKernels() {}

    /** Does it wherever the statistics are constants. */
    static void write(Graph graph) {
        ValueFacts facts = new ValueFacts(graph);
        for (Node node : List.copyOf(graph.nodes())) {
            boolean single = facts.rank(node.input(0)) == 4
                    && node.inputs().stream().skip(1).allMatch(value -> QuantizationPlan.isReal(graph, value));
            Optional<NormalisedChannels> normalised = NormalisedChannels.of(graph, node);
            if (single && normalised.isPresent()) {
                write(graph, node, normalised.get());
            }
        }
    }

    private static void write(Graph graph, Node norm, NormalisedChannels normalised) {
        int channels = normalised.count();
        float[] kernels = new float[channels];
        for (int c = 0; c < channels; c++) {
            kernels[c] = (float) normalised.factor(c);
        }
        String scale = graph.put(graph.unused(norm.output() + "_kernels"), Tensor.of(kernels, channels, 1, 1, 1));
        String shift = graph.put(graph.unused(norm.output() + "_bias"), Tensor.of(normalised.shifts(), channels));
        Attributes each = Attributes.NONE.withIntegers("kernel_shape", 1, 1).with("group", channels);
        graph.replace(
                norm, new Node(norm.name(), "", "Conv", List.of(norm.input(0), scale, shift), norm.outputs(), each));
    }
}
