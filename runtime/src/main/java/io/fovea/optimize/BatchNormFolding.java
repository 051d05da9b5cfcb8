package io.fovea.optimize;

import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.NormalisedChannels;
import java.util.List;
import java.util.Optional;

/**
 * Works a batch normalisation into the kernels of the convolution before it: {@code scale / sqrt(variance + epsilon)} is a
 * factor of each output channel's kernel, and the rest a bias.
 */
final class BatchNormFolding implements Rewrite {
    @Override
    public String done() {
        return "batch normalisations worked into kernels";
    }

    @Override
    public int apply(Graph graph) {
        return RewriteConditions.each(graph, node -> {
            Optional<Node> norm = node.is("Conv") || node.is("ConvTranspose")
                    ? RewriteConditions.onlyConsumer(graph, node.output(), "BatchNormalization")
                    : Optional.empty();
            return norm.isPresent() && fold(graph, node, norm.get());
        });
    }

    private static boolean fold(Graph graph, Node convolution, Node norm) {
        Optional<float[]> kernels = RewriteConditions.floats(graph, convolution, 1);
        Optional<float[]> bias = RewriteConditions.floats(graph, convolution, 2);
        Optional<NormalisedChannels> normalised = NormalisedChannels.of(graph, norm);
        if (kernels.isEmpty()
                || convolution.hasInput(2) && bias.isEmpty()
                || normalised.isEmpty()
                || !norm.input(0).equals(convolution.output())) {
            return false;
        }
        int channels = normalised.get().count();
        double[] factors = new double[channels];
        float[] shifts = new float[channels];
        for (int c = 0; c < channels; c++) {
            factors[c] = normalised.get().factor(c);
            shifts[c] = (float) normalised.get().of(c, bias.isPresent() ? bias.get()[c] : 0);
        }
        long[] shape = graph.constant(convolution.input(1)).orElseThrow().shape();
        float[] scaled = scaled(convolution, shape, kernels.get(), factors);
        String stem = norm.output();
        String weights = graph.put(graph.unused(stem + "_kernels"), Tensor.of(scaled, shape));
        String added = graph.put(graph.unused(stem + "_bias"), Tensor.of(shifts, channels));
        Attributes attributes = convolution.attributes();
        graph.remove(convolution);
        graph.replace(
                norm,
                new Node(
                        convolution.name(),
                        "",
                        convolution.op(),
                        List.of(convolution.input(0), weights, added),
                        List.of(norm.output()),
                        attributes));
        return true;
    }

    /** Kernels of {@code [out, in / groups, ...]}, or of {@code [in, out / groups, ...]} where they are transposed. */
    private static float[] scaled(Node convolution, long[] shape, float[] kernels, double[] factors) {
        boolean transposed = convolution.is("ConvTranspose");
        int groups = (int) convolution.attributes().integer("group", 1);
        int first = (int) shape[0];
        int second = (int) shape[1];
        int area = kernels.length / (first * second);
        float[] scaled = new float[kernels.length];
        for (int i = 0; i < first; i++) {
            for (int j = 0; j < second; j++) {
                int channel = transposed ? i / (first / groups) * second + j : i;
                for (int k = 0; k < area; k++) {
                    int at = (i * second + j) * area + k;
                    scaled[at] = (float) (kernels[at] * factors[channel]);
                }
            }
        }
        return scaled;
    }
}
