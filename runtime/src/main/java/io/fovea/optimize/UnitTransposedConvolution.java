package io.fovea.optimize;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts a convolution in the place of a transposed one of stride 1: its kernels are turned by half a turn, inputs and
 * outputs have changed places, and what the one cuts off at the edges is the less that the other pads. Runtimes have much
 * faster kernels for it.
 */
final class UnitTransposedConvolution implements Rewrite {

    @Override
    public String done() {
        return "transposed convolutions of stride 1 made plain ones";
    }

    @Override
    public int apply(Graph graph) {
        return RewriteConditions.each(graph, node -> node.is("ConvTranspose") && rewrite(graph, node));
    }

    private static boolean rewrite(Graph graph, Node node) {
        Attributes attributes = node.attributes();
        Tensor kernels = graph.constant(node.input(1)).orElse(Tensor.of(0f));
        int axes = kernels.shape().length - 2;
        if (kernels.type() != ElementType.FLOAT
                || axes < 1
                || attributes.has("output_shape")
                || !attributes.text("auto_pad", "NOTSET").equals("NOTSET")
                || Arrays.stream(attributes.integers("strides")).anyMatch(stride -> stride != 1)
                || Arrays.stream(attributes.integers("output_padding")).anyMatch(extra -> extra != 0)) {
            return false;
        }
        long[] cut = attributes.integers("pads", new long[2 * axes]);
        long[] dilations = attributes.integers("dilations", ones(axes));
        long[] pads = new long[2 * axes];
        for (int i = 0; i < axes; i++) {
            long span = dilations[i] * (kernels.shape()[i + 2] - 1);
            pads[i] = span - cut[i];
            pads[i + axes] = span - cut[i + axes];
        }
        if (Arrays.stream(pads).anyMatch(pad -> pad < 0)) {
            return false;
        }
        int groups = (int) attributes.integer("group", 1);
        String turned = graph.put(graph.unused(node.output() + "_kernels"), turned(kernels, groups));
        List<String> inputs = new ArrayList<>(node.inputs());
        inputs.set(1, turned);
        Attributes plain = Attributes.NONE
                .withIntegers("kernel_shape", Arrays.copyOfRange(kernels.shape(), 2, axes + 2))
                .withIntegers("dilations", dilations)
                .withIntegers("pads", pads)
                .with("group", groups);
        graph.replace(node, new Node(node.name(), "", "Conv", inputs, node.outputs(), plain));
        return true;
    }

    private static long[] ones(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** From {@code [in, out / groups, ...]} to {@code [out, in / groups, ...]}, each kernel read backwards. */
    private static Tensor turned(Tensor kernels, int groups) {
        long[] shape = kernels.shape();
        int in = (int) shape[0] / groups;
        int out = (int) shape[1];
        float[] from = kernels.toFloats();
        int area = from.length / (groups * in * out);
        float[] to = new float[from.length];
        for (int g = 0; g < groups; g++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    int source = ((g * in + i) * out + o) * area;
                    int target = ((g * out + o) * in + i) * area;
                    for (int k = 0; k < area; k++) {
                        to[target + k] = from[source + area - 1 - k];
                    }
                }
            }
        }
        long[] turned = shape.clone();
        turned[0] = (long) groups * out;
        turned[1] = in;
        return Tensor.of(to, turned);
    }
}
