package io.fovea.quantize;

import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.ValueFacts;
import java.util.List;

/**
 * Writes batch normalisations that no convolution before them takes in, as where branches were added, as convolutions of one
 * pixel, each channel by itself: those work on whole numbers, which a normalisation does not.
 */
final class ScalesAsKernels {
    private static final float USUAL_EPSILON = 1e-5f;

    private ScalesAsKernels() {}

    /** Does it wherever the statistics are constants. */
    static void write(Graph graph) {
        ValueFacts facts = new ValueFacts(graph);
        for (Node node : List.copyOf(graph.nodes())) {
            boolean plain = node.is("BatchNormalization")
                    && node.outputs().size() == 1
                    && facts.rank(node.input(0)) == 4
                    && node.attributes().integer("training_mode", 0) == 0
                    && node.inputs().stream().skip(1).allMatch(value -> QuantizationPlan.isReal(graph, value));
            if (plain) {
                write(graph, node);
            }
        }
    }

    private static void write(Graph graph, Node norm) {
        float[] gamma = graph.constant(norm.input(1)).orElseThrow().toFloats();
        float[] beta = graph.constant(norm.input(2)).orElseThrow().toFloats();
        float[] mean = graph.constant(norm.input(3)).orElseThrow().toFloats();
        float[] variance = graph.constant(norm.input(4)).orElseThrow().toFloats();
        double epsilon = norm.attributes().real("epsilon", USUAL_EPSILON);
        int channels = gamma.length;
        float[] kernels = new float[channels];
        float[] bias = new float[channels];
        for (int c = 0; c < channels; c++) {
            double factor = gamma[c] / Math.sqrt(variance[c] + epsilon);
            kernels[c] = (float) factor;
            bias[c] = (float) (beta[c] - mean[c] * factor);
        }
        String scale = graph.put(graph.unused(norm.output() + "_kernels"), Tensor.of(kernels, channels, 1, 1, 1));
        String shift = graph.put(graph.unused(norm.output() + "_bias"), Tensor.of(bias, channels));
        Attributes each = Attributes.NONE.withIntegers("kernel_shape", 1, 1).with("group", channels);
        graph.replace(
                norm, new Node(norm.name(), "", "Conv", List.of(norm.input(0), scale, shift), norm.outputs(), each));
    }
}
