package io.fovea.fit;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.ValueInfo;
import io.fovea.model.OutputValues;
import io.fovea.recipe.ObjectsSpec;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * As StarDist's (Schmidt et al. 2018): answers with a probability and with distances along rays. It learns how deep a pixel lies in its
 * object by a cross-entropy, and, each pixel counting as much as it is deep, the distances by their absolute error in sixteens of pixels,
 * a fifth as much; outside of objects distances are drawn to 0, by little.
 */
final class StarHead extends ObjectsHead {
    /**
     * Pixels that a number of the last layer stands for: its weights begin near 0 and move by small steps, radii are tens of pixels. In
     * pixels the error of distances would also be so much larger than that of depths that only distances were learned.
     */
    private static final float PIXELS = 16;

    private static final double DISTANCES = 0.2;
    private static final double OUTSIDE = 1e-4;
    private static final double NONE = 1e-6;

    private final int rays;

    StarHead(ObjectsSpec spec) {
        super(spec);
        rays = spec.rays();
    }

    @Override
    void end(Graph graph, String scores, ValueInfo output) {
        String parts = graph.unused("parts");
        String score = graph.unused("score");
        String shares = graph.unused("shares");
        String pixels = graph.unused("pixels");
        String distances = graph.unused("distances");
        String probability = graph.unused("probability");
        graph.put(parts, io.fovea.graph.Tensor.of(1L, rays));
        graph.append(Node.of("Split", List.of(scores, parts), List.of(score, shares), Attributes.NONE.with("axis", 1)));
        graph.put(pixels, io.fovea.graph.Tensor.of(PIXELS));
        graph.append(Node.of("Mul", List.of(shares, pixels), distances, Attributes.NONE));
        graph.append(Node.of("Sigmoid", List.of(score), probability, Attributes.NONE));
        graph.append(
                Node.of("Concat", List.of(probability, distances), output.name(), Attributes.NONE.with("axis", 1)));
    }

    @Override
    String scores(Graph graph) {
        Optional<Node> join = graph.producer(graph.outputs().get(0).name()).filter(node -> node.is("Concat"));
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

    @Override
    public OutputValues values() {
        return OutputValues.INDEPENDENT_PROBABILITIES;
    }

    @Override
    Tensor believed(Tensor planes) {
        return planes.narrow(1, 0, 1);
    }

    @Override
    Tensor loss(Tensor scores, Tensor truth) {
        Tensor depth = believed(truth);
        Tensor answered = scores.narrow(1, 1, rays);
        Tensor distances = truth.narrow(1, 1, rays).div(new Scalar((double) PIXELS));
        Tensor wrong = answered.sub(distances).abs().mul(depth).mean();
        Tensor mean = wrong.div(depth.mean().clamp_min(new Scalar(NONE)));
        Tensor outside = depth.eq(new Scalar(0.0)).mul(answered.abs()).mean();
        return binary_cross_entropy_with_logits(believed(scores), depth)
                .add(mean.add(outside, new Scalar(OUTSIDE)), new Scalar(DISTANCES));
    }
}
