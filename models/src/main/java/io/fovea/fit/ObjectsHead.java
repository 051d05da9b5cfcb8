package io.fovea.fit;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Operators;
import io.fovea.model.DetectorHead;
import io.fovea.model.OutputValues;
import io.fovea.recipe.ObjectsSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The end, and the loss, of a network that tells objects apart.
 *
 * <p>StarDist's (Schmidt et al. 2018) answers with a probability and with distances along rays; it learns how deep a pixel lies in its
 * object by a cross-entropy, and, each pixel counting as much as it is deep, the distances by their absolute error in sixteens of pixels,
 * a fifth as much; outside of objects distances are drawn to 0, by little. Cellpose's (Stringer et al. 2021) answers with five times the
 * flows down and across and a score; it learns them by half their squared error, and by a cross-entropy.
 *
 * @param spec which of the two
 */
public record ObjectsHead(ObjectsSpec spec) {
    /**
     * Pixels that a number of the last layer stands for: its weights begin near 0 and move by small steps, radii are tens of pixels. In
     * pixels the error of distances would also be so much larger than that of depths that only distances were learned.
     */
    private static final float PIXELS = 16;

    private static final double DISTANCES = 0.2;
    private static final double OUTSIDE = 1e-4;
    private static final double NONE = 1e-6;
    private static final double FLOWS = 5;
    private static final double HALF = 0.5;

    /**
     * Gives a graph this end in the place of a softmax over as many numbers; one that has the end stays as it is.
     *
     * @throws FoveaException when it ends otherwise, or answers with another number of numbers for each pixel
     */
    public void put(Graph graph) {
        ValueInfo output = graph.outputs().get(0);
        long[] sizes = output.shape().known() ? output.shape().sizes() : new long[0];
        if (sizes.length != 4 || sizes[1] != spec.answers()) {
            throw new FoveaException("The network answers with " + output.shape() + ", but "
                    + spec.head().name().toLowerCase(Locale.ROOT) + " with [batch, " + spec.answers()
                    + ", height, width].");
        }
        Node last = graph.producer(output.name()).orElse(null);
        if (last == null || !last.is("Softmax")) {
            requireEnd(graph, last);
            return;
        }
        String scores = last.input(0);
        graph.remove(last);
        if (spec.head() == DetectorHead.CELLPOSE) {
            graph.declare(new ValueInfo(scores, ElementType.FLOAT, output.shape()));
            graph.setOutputs(List.of(scores));
            return;
        }
        String parts = graph.unused("parts");
        String score = graph.unused("score");
        String shares = graph.unused("shares");
        String pixels = graph.unused("pixels");
        String distances = graph.unused("distances");
        String probability = graph.unused("probability");
        graph.put(parts, Tensor.of(1L, spec.rays()));
        graph.append(Node.of("Split", List.of(scores, parts), List.of(score, shares), Attributes.NONE.with("axis", 1)));
        graph.put(pixels, Tensor.of(PIXELS));
        graph.append(Node.of("Mul", List.of(shares, pixels), distances, Attributes.NONE));
        graph.append(Node.of("Sigmoid", List.of(score), probability, Attributes.NONE));
        graph.append(
                Node.of("Concat", List.of(probability, distances), output.name(), Attributes.NONE.with("axis", 1)));
    }

    private void requireEnd(Graph graph, Node last) {
        boolean isOpen = last != null && Operators.of(last).weighs();
        if (spec.head() == DetectorHead.CELLPOSE && !isOpen) {
            throw new FoveaException(
                    "The network '" + graph.name() + "' ends in " + (last == null ? "its input" : last.op())
                            + "; flows and scores are what a layer with weights answers.");
        }
        scores(graph);
    }

    /** The end as the trainer sees it: the numbers before any activation. */
    Head head(Graph graph) {
        return new Head(scores(graph), OutputValues.INDEPENDENT_LOGITS, true);
    }

    private String scores(Graph graph) {
        String answer = graph.outputs().get(0).name();
        if (spec.head() == DetectorHead.CELLPOSE) {
            return answer;
        }
        Optional<Node> join = graph.producer(answer).filter(node -> node.is("Concat"));
        Optional<Node> certain =
                join.filter(node -> node.inputs().size() == 2).flatMap(node -> graph.producer(node.input(0)));
        Optional<Node> score = certain.filter(node -> node.is("Sigmoid"));
        Optional<Node> parts = score.flatMap(node -> graph.producer(node.input(0)));
        return parts.filter(node -> node.is("Split"))
                .map(node -> node.input(0))
                .orElseThrow(() -> new FoveaException("The network '" + graph.name()
                        + "' does not end as one of StarDist's that is trained here: a probability and distances, split"
                        + " from one layer."));
    }

    /** What the card says of the values that tell where there is an object. */
    public OutputValues values() {
        return spec.head() == DetectorHead.STARDIST
                ? OutputValues.INDEPENDENT_PROBABILITIES
                : OutputValues.INDEPENDENT_LOGITS;
    }

    /** The score of there being an object at each pixel, {@code [N, 1, H, W]}. */
    org.bytedeco.pytorch.Tensor believed(org.bytedeco.pytorch.Tensor scores) {
        return scores.narrow(1, spec.head() == DetectorHead.STARDIST ? 0 : 2, 1);
    }

    /**
     * Where there is an object, by the planes that should be answered: from half as deep as the deepest pixel on, as stars tell no
     * more. Class indices {@code [N, H, W]}.
     */
    org.bytedeco.pytorch.Tensor covered(org.bytedeco.pytorch.Tensor truth) {
        return believed(truth).select(1, 0).gt(new Scalar(HALF)).to(ScalarType.Long);
    }

    /**
     * How wrong scores are.
     *
     * @param scores {@code [N, planes, H, W]}, before any activation
     * @param truth likewise, as {@link ObjectsSpec#truth} makes it
     */
    org.bytedeco.pytorch.Tensor loss(org.bytedeco.pytorch.Tensor scores, org.bytedeco.pytorch.Tensor truth) {
        return spec.head() == DetectorHead.STARDIST ? stars(scores, truth) : flows(scores, truth);
    }

    private org.bytedeco.pytorch.Tensor stars(org.bytedeco.pytorch.Tensor scores, org.bytedeco.pytorch.Tensor truth) {
        org.bytedeco.pytorch.Tensor depth = truth.narrow(1, 0, 1);
        org.bytedeco.pytorch.Tensor answered = scores.narrow(1, 1, spec.rays());
        org.bytedeco.pytorch.Tensor distances = truth.narrow(1, 1, spec.rays()).div(new Scalar((double) PIXELS));
        org.bytedeco.pytorch.Tensor wrong =
                answered.sub(distances).abs().mul(depth).mean();
        org.bytedeco.pytorch.Tensor mean = wrong.div(depth.mean().clamp_min(new Scalar(NONE)));
        org.bytedeco.pytorch.Tensor outside =
                depth.eq(new Scalar(0.0)).mul(answered.abs()).mean();
        return binary_cross_entropy_with_logits(scores.narrow(1, 0, 1), depth)
                .add(mean.add(outside, new Scalar(OUTSIDE)), new Scalar(DISTANCES));
    }

    private org.bytedeco.pytorch.Tensor flows(org.bytedeco.pytorch.Tensor scores, org.bytedeco.pytorch.Tensor truth) {
        org.bytedeco.pytorch.Tensor wrong =
                scores.narrow(1, 0, 2).sub(truth.narrow(1, 0, 2).mul(new Scalar(FLOWS)));
        return binary_cross_entropy_with_logits(scores.narrow(1, 2, 1), truth.narrow(1, 2, 1))
                .add(wrong.square().mean(), new Scalar(HALF));
    }
}
