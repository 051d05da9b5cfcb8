package io.fovea.model;

import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What each operator does to a reach. An operator that is not known here reaches everywhere. */
final class ReachRules {
    private static final Set<String> BY_ELEMENT = Set.of(
            "Abs",
            "Add",
            "Affine",
            "BatchNormalization",
            "Cast",
            "Ceil",
            "Clip",
            "Concat",
            "Constant",
            "Div",
            "Dropout",
            "Elu",
            "Erf",
            "Exp",
            "Floor",
            "Gelu",
            "HardSigmoid",
            "HardSwish",
            "Identity",
            "ImageScaler",
            "LRN",
            "LeakyRelu",
            "Log",
            "Max",
            "Min",
            "Mish",
            "Mul",
            "Neg",
            "PRelu",
            "Pow",
            "Reciprocal",
            "Relu",
            "Round",
            "Selu",
            "Sigmoid",
            "Sign",
            "Softplus",
            "Softsign",
            "Sqrt",
            "Sub",
            "Sum",
            "Tanh",
            "ThresholdedRelu",
            "Transpose",
            "Where");

    private ReachRules() {}

    static Reach through(Graph graph, Node node, Reach reach) {
        if (BY_ELEMENT.contains(node.op())) {
            return reach;
        }
        return switch (node.op()) {
            case "Conv", "MaxPool", "AveragePool", "LpPool" -> window(node, kernel(graph, node), reach);
            case "ConvTranspose" -> transposed(node, kernel(graph, node), reach);
            case "Resize", "Upsample" -> resized(graph, node, reach);
            case "Pad" -> padded(graph, node, reach);
            // Before opset 13 softmax ran over all dimensions from its axis on.
            case "Softmax", "LogSoftmax" -> graph.opset() >= 13 ? reach : Reach.UNBOUNDED;
            default -> Reach.UNBOUNDED;
        };
    }

    private static Reach window(Node node, long[] kernel, Reach reach) {
        Attributes attributes = node.attributes();
        double stride = max(attributes.integers("strides", 1));
        double span = span(kernel, attributes);
        if (padsThemselves(attributes)) {
            return reach.window(stride, -span, span);
        }
        long[] pads = attributes.integers("pads", 0);
        return reach.window(stride, -max(pads), span - min(pads));
    }

    private static Reach transposed(Node node, long[] kernel, Reach reach) {
        Attributes attributes = node.attributes();
        double stride = max(attributes.integers("strides", 1));
        double span = span(kernel, attributes);
        if (padsThemselves(attributes)) {
            return reach.window(1 / stride, -span / stride, span / stride);
        }
        long[] pads = attributes.integers("pads", 0);
        return reach.window(1 / stride, (min(pads) - span) / stride, max(pads) / stride);
    }

    private static Reach resized(Graph graph, Node node, Reach reach) {
        int scalesAt = node.is("Upsample") ? 1 : node.inputs().size() > 2 ? 2 : 1;
        Optional<float[]> scales = graph.constant(node.input(scalesAt))
                .map(Tensor::toFloats)
                .or(() -> Optional.of(node.attributes().reals("scales")))
                .filter(values -> values.length == 4);
        if (scales.isEmpty() || scales.get()[2] <= 0) {
            return Reach.UNBOUNDED;
        }
        double around = node.attributes().text("mode", "nearest").equals("cubic") ? 2 : 1;
        return reach.window(1 / scales.get()[2], -around, around);
    }

    private static Reach padded(Graph graph, Node node, Reach reach) {
        long[] pads = graph.constant(node.input(1)).map(Tensor::toLongs).orElseGet(() -> node.attributes()
                .integers("pads"));
        return pads.length != 8
                ? Reach.UNBOUNDED
                : reach.window(1, -Math.max(pads[2], pads[3]), -Math.min(pads[2], pads[3]));
    }

    private static long[] kernel(Graph graph, Node node) {
        long[] declared = node.attributes().integers("kernel_shape");
        if (declared.length > 0) {
            return declared;
        }
        return graph.constant(node.input(1))
                .map(weight -> Arrays.copyOfRange(weight.shape(), 2, weight.shape().length))
                .orElse(new long[] {1});
    }

    /** The distance between the first and the last element under the kernel. */
    private static double span(long[] kernel, Attributes attributes) {
        return (max(kernel) - 1) * max(attributes.integers("dilations", 1));
    }

    private static boolean padsThemselves(Attributes attributes) {
        return attributes.text("auto_pad", "NOTSET").startsWith("SAME");
    }

    private static double max(long[] values) {
        return Arrays.stream(values).max().orElse(1);
    }

    private static double min(long[] values) {
        return Arrays.stream(values).min().orElse(0);
    }
}
