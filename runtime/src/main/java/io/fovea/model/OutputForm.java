package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Layout;
import java.util.Optional;
import java.util.Set;

/** What an output's shape, and the operators before it, say of what it answers. */
record OutputForm(Task task, Activation activation) {
    private static final OutputForm NONE = new OutputForm(Task.OTHER, Activation.LOGITS);

    /** Operators that shift and scale values, as from -1..1 to 0..255. */
    private static final Set<String> SCALERS = Set.of("Add", "Sub", "Mul", "Div", "Affine", "Clip");

    static OutputForm of(Graph graph, ValueInfo output, InputForm image) {
        if (!output.type().isFloatingPoint()) {
            return NONE;
        }
        Optional<Node> end = Ending.of(graph, output.name());
        Task task = output.shape().known() ? byShape(output.shape().sizes(), image) : byOperator(end);
        if (task == Task.SEGMENTATION && paintsAnImage(graph, output.name())) {
            return NONE;
        }
        return task == Task.OTHER ? NONE : new OutputForm(task, activation(end, classes(output.shape(), task, image)));
    }

    private static Task byShape(long[] sizes, InputForm image) {
        if (sizes.length == 2) {
            return sizes[1] == 0 ? Task.OTHER : Task.CLASSIFICATION;
        }
        if (sizes.length != 4) {
            return Task.OTHER;
        }
        if (sizes[2] == 1 && sizes[3] == 1 || sizes[1] == 1 && sizes[2] == 1) {
            return Task.CLASSIFICATION;
        }
        int h = image.layout() == Layout.NCHW ? 2 : 1;
        return isPortion(sizes[h], image.height()) && isPortion(sizes[h + 1], image.width())
                ? Task.SEGMENTATION
                : Task.OTHER;
    }

    /** Whether an output is as long as the input, or coarser by no more than any network's stride. */
    private static boolean isPortion(long out, long in) {
        return out <= 0 || in <= 0 || out <= in && out * 32 >= in;
    }

    private static Task byOperator(Optional<Node> end) {
        String op = end.map(Node::op).orElse("");
        return switch (op) {
            case "Gemm", "MatMul", "GlobalAveragePool" -> Task.CLASSIFICATION;
            case "Conv", "ConvTranspose", "Resize", "Upsample" -> Task.SEGMENTATION;
            default -> Task.OTHER;
        };
    }

    private static boolean paintsAnImage(Graph graph, String output) {
        Optional<Node> end = Ending.of(graph, output);
        while (end.isPresent() && SCALERS.contains(end.get().op())) {
            end = Ending.of(graph, end.get().input(0));
        }
        return end.isPresent() && end.get().is("Tanh");
    }

    private static Activation activation(Optional<Node> end, long classes) {
        String op = end.map(Node::op).orElse("");
        return switch (op) {
            case "Softmax" -> Activation.PROBABILITIES;
            case "Sigmoid", "HardSigmoid" -> Activation.INDEPENDENT_PROBABILITIES;
            default -> classes == 1 ? Activation.INDEPENDENT_LOGITS : Activation.LOGITS;
        };
    }

    private static long classes(Shape shape, Task task, InputForm image) {
        if (!shape.known()) {
            return -1;
        }
        boolean interleaved = task == Task.SEGMENTATION && image.layout() == Layout.NHWC;
        return shape.sizes()[interleaved ? 3 : 1];
    }
}
