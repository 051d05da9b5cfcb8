package io.fovea.fit;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.ValueInfo;
import io.fovea.model.NetworkEnding;
import io.fovea.model.OutputValues;
import io.fovea.recipe.LossName;
import io.fovea.recipe.MonitoredValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/**
 * The end of a network: its scores, and what would make them probabilities. Losses take scores, as the logarithm of a
 * probability is better taken in one step.
 *
 * @param scores the name of the value before the activation
 * @param activation {@link OutputValues#LOGITS} before a softmax, {@link OutputValues#INDEPENDENT_LOGITS} before a sigmoid
 * @param open whether the graph ends without an activation, so that the scores are its answer
 */
public record Head(String scores, OutputValues activation, boolean open) {

    /**
     * The end of the graph's first output. One that ends in neither softmax nor sigmoid is taken to leave out the
     * softmax, or the sigmoid where it has one channel.
     *
     * @throws FoveaException when a softmax is not over the classes of {@code [N, C, H, W]}
     */
    public static Head of(Graph graph) {
        ValueInfo output = graph.outputs().get(0);
        long[] sizes = output.shape().known() ? output.shape().sizes() : new long[0];
        Node last = last(graph);
        if (last != null && last.is("Sigmoid")) {
            return new Head(last.input(0), OutputValues.INDEPENDENT_LOGITS, false);
        }
        if (last != null && last.is("Softmax")) {
            long axis = last.attributes().integer("axis", graph.opset() >= 13 ? -1 : 1);
            if (sizes.length == 4 && (axis == 3 || axis == -1) && sizes[3] != 1) {
                throw new FoveaException("The softmax '" + last.name() + "' is over the last axis of "
                        + Arrays.toString(sizes) + "; a network that is trained here has its classes in axis 1.");
            }
            return new Head(last.input(0), OutputValues.LOGITS, false);
        }
        boolean alone = sizes.length > 1 && sizes[1] == 1;
        return new Head(output.name(), alone ? OutputValues.INDEPENDENT_LOGITS : OutputValues.LOGITS, true);
    }

    /**
     * Lets the graph end in a sigmoid, in the place of its softmax or after its scores: every class is then a yes or no
     * of its own.
     */
    public static void letClassesMix(Graph graph) {
        ValueInfo output = graph.outputs().get(0);
        Node last = last(graph);
        if (last != null && last.is("Softmax")) {
            graph.replace(last, Node.of("Sigmoid", last.inputs(), last.output(), Attributes.NONE));
        } else if (last == null || !last.is("Sigmoid")) {
            String labels = graph.unused(output.name() + "_labels");
            graph.append(Node.of("Sigmoid", List.of(output.name()), labels, Attributes.NONE));
            graph.declare(new ValueInfo(labels, output.type(), output.shape()));
            graph.setOutputs(List.of(labels));
        }
    }

    /** The node that makes the graph's first output what it is; null where that is an input. */
    private static Node last(Graph graph) {
        return NetworkEnding.withClassesInPlace(graph, graph.outputs().get(0).name())
                .orElse(null);
    }

    /** What the graph's answers are, for a card. {@code loss} tells how an open end was trained. */
    public OutputValues answers(LossName loss) {
        if (open) {
            return loss == LossName.BINARY_CROSSENTROPY ? OutputValues.INDEPENDENT_LOGITS : activation;
        }
        return exclusive() ? OutputValues.PROBABILITIES : OutputValues.INDEPENDENT_PROBABILITIES;
    }

    /** Whether validation measures such a value by itself of the graph's answers. */
    boolean isMeasured(MonitoredValue value, Graph graph) {
        ValueInfo output = graph.outputs().get(0);
        long[] sizes = output.shape().known() ? output.shape().sizes() : new long[] {-1, 1};
        boolean perPixel = sizes.length == 4 && (sizes[2] != 1 || sizes[3] != 1);
        int classes = sizes.length > 1 ? (int) sizes[1] : 1;
        return value.isMeasuredOf(perPixel, classes > 1 && !exclusive(), Math.max(2, classes));
    }

    /** Whether the classes of one image or pixel exclude each other. */
    boolean exclusive() {
        return activation == OutputValues.LOGITS;
    }

    /** Scores as probabilities. */
    Tensor probabilities(Tensor values) {
        return exclusive() && values.size(1) > 1 ? values.softmax(1) : values.sigmoid();
    }

    /**
     * Scores in the form in which targets can be held against them: {@code [N, C]} or {@code [N, C, H, W]}.
     *
     * @param targets {@code [N]}, {@code [N, C]} or {@code [N, H, W]}
     * @throws FoveaException when the two do not belong together
     */
    static Tensor aligned(Tensor values, Tensor targets) {
        boolean perImage = targets.dim() <= 2 && values.dim() == 4 && values.size(2) * values.size(3) == 1;
        Tensor aligned = perImage ? values.flatten(1, -1) : values;
        long[] scores = aligned.sizes().vec().get();
        long[] truth = targets.sizes().vec().get();
        if (!Arrays.equals(truth, scores) && !Arrays.equals(truth, withoutClasses(scores))) {
            throw new FoveaException("The network answers with " + Arrays.toString(scores) + ", but the targets are "
                    + Arrays.toString(truth) + "; " + expected(scores));
        }
        return aligned;
    }

    private static long[] withoutClasses(long[] shape) {
        return LongStream.concat(LongStream.of(shape[0]), Arrays.stream(shape).skip(2))
                .toArray();
    }

    private static String expected(long[] scores) {
        return scores.length == 4
                ? "a network with an answer for every pixel needs masks of that size: [" + scores[0] + ", " + scores[2]
                        + ", " + scores[3] + "]."
                : "a network with one answer for an image needs a class or labels for each image.";
    }
}
