package io.fovea.transfer;

import io.fovea.FoveaException;
import io.fovea.fit.Head;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.image.PreparedImage;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Trust;
import io.fovea.session.FloatTensor;
import io.fovea.torch.Precision;
import io.fovea.torch.Tensors;
import io.fovea.torch.TorchGraph;
import io.fovea.torch.Trainable;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A model whose batch normalisations have the means and variances of other images than it was trained on, such as those
 * of another microscope (Li et al., Adaptive batch normalization, 2018; Schneider et al., 2020). No weight moves, and no
 * truth is needed.
 *
 * @param model the adapted one; its card no longer says what the other reached
 * @param layers how many batch normalisations were measured anew
 * @param images how many they were measured on
 * @param entropyBefore mean entropy of the answers to these images in nats: how unsure the model was
 * @param entropyAfter likewise, adapted
 */
public record Adaptation(Model model, int layers, int images, double entropyBefore, double entropyAfter) {

    /** The most images that are of use at once; more would take much memory and change little. */
    public static final int MOST_IMAGES = 32;

    private static final int LARGEST_SIDE = 256;
    private static final double SMALLEST_PROBABILITY = 1e-12;

    /** Everything stays as in use, but what batch normalisations measure. */
    private record MeasuringOnly() implements Trainable {
        @Override
        public boolean moves(String initializer) {
            return false;
        }

        @Override
        public boolean isFrozen(Node node) {
            return !node.is("BatchNormalization");
        }
    }

    /**
     * Refuses what cannot be adapted; does not measure anything yet.
     *
     * @param images two or more
     * @throws FoveaException when the model has no batch normalisation, or the images are too few
     */
    public static void require(Model model, List<Image> images) {
        if (model.graph().nodes().stream().noneMatch(node -> node.is("BatchNormalization"))) {
            throw new FoveaException(
                    "The model '" + model.name() + "' has no batch normalisation that could be measured on other"
                            + " images; it never had one, or it was folded into the convolutions"
                            + " before it. Adapt the model that it was made of.");
        }
        if (images.size() < 2) {
            throw new FoveaException("There are " + images.size() + " images to adapt '" + model.name()
                    + "' to; give at least two, better twenty, such as it will be used on.");
        }
    }

    /**
     * Measures the images, whole where the model resizes them, a square from the middle where it works in tiles; blocks.
     *
     * @param images two or more, such as the model will be used on; the first {@value #MOST_IMAGES} count
     * @throws FoveaException when the model has no batch normalisation, or the images are too few or not what it takes
     */
    public static Adaptation of(Model model, List<Image> images) {
        require(model, images);
        Graph graph = model.graph().inSinglePrecision();
        List<Node> layers = graph.nodes().stream()
                .filter(node -> node.is("BatchNormalization"))
                .toList();
        List<Image> some = images.subList(0, Math.min(MOST_IMAGES, images.size()));
        FloatTensor pixels = pixels(model.card().input(), some);
        Graph measuring = graph.copy();
        for (Node layer : layers) {
            // What was measured before is forgotten.
            measuring.replace(layer, layer.withAttributes(layer.attributes().with("momentum", 0f)));
        }
        Graph adapted = graph.copy();
        double before = entropy(graph, pixels, model.card().activation());
        try (TorchGraph network = TorchGraph.bind(measuring, Precision.FP32, new MeasuringOnly());
                PointerScope scope = new PointerScope();
                NoGradGuard noGradients = new NoGradGuard()) {
            network.run(input(network, pixels), measuring.outputs().get(0).name(), true);
            network.writeTo(adapted);
        }
        double after = entropy(adapted, pixels, model.card().activation());
        model.card()
                .withProvenance(model.card().provenance().withoutScore())
                .withTrust(Trust.UNKNOWN)
                .writeTo(adapted);
        return new Adaptation(Model.of(adapted), layers.size(), some.size(), before, after);
    }

    private static Map<String, Tensor> input(TorchGraph network, FloatTensor pixels) {
        return Map.of(network.input(), Tensors.of(pixels.data(), pixels.shape()));
    }

    private static FloatTensor pixels(Input input, List<Image> images) {
        int[] size = size(input, images);
        int channels = input.channels();
        int values = channels * size[0] * size[1];
        boolean first = input.layout() == Layout.NCHW;
        FloatTensor all = first
                ? FloatTensor.allocate(images.size(), channels, size[1], size[0])
                : FloatTensor.allocate(images.size(), size[1], size[0], channels);
        for (int i = 0; i < images.size(); i++) {
            Image image = images.get(i);
            PreparedImage prepared = input.preparation().prepare(image);
            FloatBuffer slot = all.data().slice(i * values, values);
            if (input.fit() == Fit.TILE) {
                int left = (image.width() - size[0]) / 2;
                prepared.fill(left, (image.height() - size[1]) / 2, size[0], size[1], slot);
            } else {
                prepared.fillResized(size[0], size[1], slot);
            }
        }
        return all;
    }

    /** Width and height of what is measured of each image. */
    private static int[] size(Input input, List<Image> images) {
        if (input.isFixed()) {
            return new int[] {input.width().getAsInt(), input.height().getAsInt()};
        }
        int smallest = images.stream()
                .mapToInt(image -> Math.min(image.width(), image.height()))
                .min()
                .orElseThrow();
        int multiple = input.multiple();
        int side = Math.min(LARGEST_SIDE, smallest) / multiple * multiple;
        if (side == 0) {
            throw new FoveaException("The smallest image has a side of " + smallest
                    + " pixels, and the model takes multiples" + " of " + multiple + "; leave small images out.");
        }
        return new int[] {side, side};
    }

    /** Mean over images, or over their pixels. */
    private static double entropy(Graph graph, FloatTensor pixels, OutputValues answers) {
        try (TorchGraph network = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope();
                NoGradGuard noGradients = new NoGradGuard()) {
            Head head = Head.of(graph);
            Tensor scores = network.run(input(network, pixels), head.scores(), false);
            boolean exclusive = head.activation() == OutputValues.LOGITS && answers != OutputValues.INDEPENDENT_LOGITS;
            if (exclusive && scores.size(1) > 1) {
                Tensor logarithms = scores.log_softmax(1);
                return logarithms.exp().mul(logarithms).sum(1).neg().mean().item_double();
            }
            Tensor yes = scores.sigmoid();
            Tensor no = yes.neg().add(new Scalar(1.0));
            return yes.mul(logarithm(yes))
                    .add(no.mul(logarithm(no)))
                    .neg()
                    .mean()
                    .item_double();
        }
    }

    private static Tensor logarithm(Tensor probability) {
        return probability.clamp_min(new Scalar(SMALLEST_PROBABILITY)).log();
    }
}
