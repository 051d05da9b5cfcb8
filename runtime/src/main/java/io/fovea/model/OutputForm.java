package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Dependence;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.ProbabilityKind;
import io.fovea.graph.operator.Trait;
import io.fovea.image.Layout;
import java.util.Optional;

/** What an output's shape, and the operators before it, say of what it answers. */
record OutputForm(Task task, Activation activation) {
    private static final OutputForm NONE = new OutputForm(Task.OTHER, Activation.LOGITS);

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

    /** That of an output of which the task is told. */
    static OutputForm told(Task task, Graph graph, ValueInfo output, InputForm image) {
        return new OutputForm(task, activation(Ending.of(graph, output.name()), classes(output.shape(), task, image)));
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
        if (end.isEmpty()) {
            return Task.OTHER;
        }
        Operator operator = Operators.of(end.get());
        boolean condensed = operator.dependence() == Dependence.REDUCED
                && (operator.is(Family.POOLING) || operator.has(Trait.AVERAGING));
        if (operator.is(Family.PRODUCT) || condensed) {
            return Task.CLASSIFICATION;
        }
        return operator.is(Family.CONVOLUTION, Family.RESIZING) ? Task.SEGMENTATION : Task.OTHER;
    }

    private static boolean paintsAnImage(Graph graph, String output) {
        Optional<Node> end = Ending.of(graph, output);
        while (end.isPresent() && scales(end.get())) {
            end = Ending.of(graph, end.get().input(0));
        }
        return end.isPresent() && end.get().is("Tanh");
    }

    /** Whether values are shifted and scaled, as from -1..1 to 0..255. */
    private static boolean scales(Node node) {
        Operator operator = Operators.of(node);
        return operator.is(Family.ARITHMETIC) && operator.has(Trait.LINEAR) || node.is("Clip");
    }

    private static Activation activation(Optional<Node> end, long classes) {
        ProbabilityKind probabilities =
                end.map(Operators::of).map(Operator::probabilities).orElse(ProbabilityKind.NONE);
        return switch (probabilities) {
            case SHARED -> Activation.PROBABILITIES;
            case EACH -> Activation.INDEPENDENT_PROBABILITIES;
            case NONE, SHARED_LOGARITHMS -> classes == 1 ? Activation.INDEPENDENT_LOGITS : Activation.LOGITS;
        };
    }

    /** How many classes an output of a shape tells apart; not positive if unknown. */
    static long classes(Shape shape, Task task, InputForm image) {
        if (!shape.known() || shape.rank() < 2) {
            return -1;
        }
        boolean interleaved = task.isSegmentation() && shape.rank() == 4 && image.layout() == Layout.NHWC;
        return shape.sizes()[interleaved ? 3 : 1];
    }
}
