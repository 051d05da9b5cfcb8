package io.fovea.optimize;

import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.TurnedKernels;
import io.fovea.graph.operator.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Puts a convolution in the place of a transposed one of stride 1, with {@link TurnedKernels}.
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
        if (axes < 1
                || attributes.has("output_shape")
                || !attributes.text("auto_pad", "NOTSET").equals("NOTSET")
                || Arrays.stream(attributes.integers("strides")).anyMatch(stride -> stride != 1)
                || Arrays.stream(attributes.integers("output_padding")).anyMatch(extra -> extra != 0)) {
            return false;
        }
        long[] cut = attributes.integers("pads", new long[2 * axes]);
        long[] dilations = attributes.integers("dilations", Windows.filled(axes, 1));
        int groups = (int) attributes.integer("group", 1);
        Optional<TurnedKernels> turned = TurnedKernels.of(kernels, groups, dilations, cut);
        if (turned.isEmpty()) {
            return false;
        }
        List<String> inputs = new ArrayList<>(node.inputs());
        inputs.set(
                1,
                graph.put(graph.unused(node.output() + "_kernels"), turned.get().kernels()));
        Attributes plain = Attributes.NONE
                .withIntegers("kernel_shape", Arrays.copyOfRange(kernels.shape(), 2, axes + 2))
                .withIntegers("dilations", dilations)
                .withIntegers("pads", turned.get().pads())
                .with("group", groups);
        graph.replace(node, new Node(node.name(), "", "Conv", inputs, node.outputs(), plain));
        return true;
    }
}
