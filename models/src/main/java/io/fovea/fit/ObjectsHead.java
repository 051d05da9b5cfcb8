package io.fovea.fit;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.ValueInfo;
import io.fovea.model.DetectorHead;
import io.fovea.model.OutputValues;
import io.fovea.recipe.ObjectsSpec;
import java.util.Locale;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The end, and the loss, of a network that tells objects apart. Holds no state. */
public abstract sealed class ObjectsHead permits StarHead, FlowHead {
    private static final double HALF = 0.5;

    private final ObjectsSpec spec;

    ObjectsHead(ObjectsSpec spec) {
        this.spec = spec;
    }

    /** That of a recipe. */
    public static ObjectsHead of(ObjectsSpec spec) {
        return spec.head() == DetectorHead.STARDIST ? new StarHead(spec) : new FlowHead(spec);
    }

    /**
     * Gives a graph this end in the place of a softmax over as many numbers; one that has the end stays as it is.
     *
     * @param graph whose first output is {@code [batch, answers, height, width]}, as many answers as the recipe's objects need
     * @throws FoveaException when it ends otherwise, or answers with another number of numbers for each pixel
     */
    public final void put(Graph graph) {
        ValueInfo output = graph.outputs().get(0);
        long[] sizes = output.shape().known() ? output.shape().sizes() : new long[0];
        if (sizes.length != 4 || sizes[1] != spec.answers()) {
            throw new FoveaException("The network answers with " + output.shape() + ", but "
                    + spec.head().name().toLowerCase(Locale.ROOT) + " with [batch, " + spec.answers()
                    + ", height, width].");
        }
        Node last = graph.producer(output.name()).orElse(null);
        if (last != null && last.is("Softmax")) {
            graph.remove(last);
            end(graph, last.input(0), output);
        }
        scores(graph);
    }

    /**
     * Adds this end.
     *
     * @param scores that it begins with
     * @param output that it is to answer with; nothing makes it any more
     */
    abstract void end(Graph graph, String scores, ValueInfo output);

    /**
     * The name of the numbers that the end begins with.
     *
     * @throws FoveaException when the graph has another end
     */
    abstract String scores(Graph graph);

    /** The end as the trainer sees it: the numbers before any activation. */
    final Head head(Graph graph) {
        return new Head(scores(graph), OutputValues.INDEPENDENT_LOGITS, true);
    }

    /** What the card says of the values that tell where there is an object. */
    public abstract OutputValues values();

    /**
     * The plane that says where there is an object.
     *
     * @param planes {@code [N, planes, H, W]}, scores or truth
     * @return {@code [N, 1, H, W]}
     */
    abstract Tensor believed(Tensor planes);

    /**
     * Where there is an object, by the planes that should be answered: from half as deep as the deepest pixel on, as stars tell no
     * more. Class indices {@code [N, H, W]}.
     */
    final Tensor covered(Tensor truth) {
        return believed(truth).select(1, 0).gt(new Scalar(HALF)).to(ScalarType.Long);
    }

    /**
     * How wrong scores are.
     *
     * @param scores {@code [N, planes, H, W]}, before any activation
     * @param truth likewise, as {@link ObjectsSpec#truth} makes it
     */
    abstract Tensor loss(Tensor scores, Tensor truth);
}
