package io.fovea.cli.benchmark;

import static org.bytedeco.pytorch.global.torch.linalg_svd;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn_like;
import static org.bytedeco.pytorch.global.torch.upsample_bilinear2d;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.InputFrame;
import io.fovea.graph.Graph;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.FloatTensor;
import io.fovea.torch.Precision;
import io.fovea.torch.Tensors;
import io.fovea.torch.TorchGraph;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Maps of an image for the top class of a classifier, made by nothing but libtorch and its autograd, the way its tutorials have
 * it. Not thread-safe.
 */
final class TorchMaps implements AutoCloseable {
    /** Of images at once: what libtorch is fastest with on a few cores. */
    private static final int BATCH = 8;

    private static final double NOISE = 0.15;

    /** How much what speaks for other classes counts against one. */
    private static final double STRENGTH = 0.6;

    private final TorchGraph network;
    private final Anatomy anatomy;
    private final FeatureLayer layer;
    private final Tensor image;
    private final int width;
    private final int height;

    /** Classes, the one of the highest score first. */
    private final List<Integer> order;

    private TorchMaps(TorchGraph network, Anatomy anatomy, FloatTensor tensor, Image image) {
        this.network = network;
        this.anatomy = anatomy;
        this.layer = anatomy.layers(List.of()).get(0);
        this.image = Tensors.of(tensor.toArray(), tensor.shape());
        this.width = image.width();
        this.height = image.height();
        float[] scores = scores();
        this.order = IntStream.range(0, anatomy.classCount())
                .boxed()
                .sorted(Comparator.comparingDouble(c -> -scores[anatomy.scoreOf(c)] * anatomy.signOf(c)))
                .toList();
    }

    /** Binds a classifier that lays channels before rows. */
    static TorchMaps of(Model model, Image image) {
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        Anatomy anatomy = Anatomy.of(model, false);
        Graph scores = anatomy.graph().copy();
        scores.setOutputs(List.of(anatomy.scores().target()));
        scores.prune();
        FloatTensor tensor =
                InputFrame.of(model.card().input(), image).tensor(model.card().input(), image);
        return new TorchMaps(TorchGraph.bind(scores, Precision.FP32, weight -> false), anatomy, tensor, image);
    }

    /** How many channels the layer before the head has. */
    int channels() {
        return layer.channels();
    }

    private float[] scores() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            return Tensors.toFloats(answer(Map.of(network.input(), image)));
        }
    }

    private Tensor answer(Map<String, Tensor> given) {
        return network.run(given, anatomy.scores().target(), false);
    }

    /** The sum over a batch of the score of a class. */
    private Tensor score(Map<String, Tensor> given, int classIndex) {
        Tensor scores = answer(given).select(anatomy.axis(), anatomy.scoreOf(classIndex));
        return scores.sum().mul(new Scalar(anatomy.signOf(classIndex)));
    }

    /** The class that is explained. */
    int top() {
        return order.get(0);
    }

    private Tensor gradient(Tensor of, Tensor by) {
        return torch.grad(new TensorVector(of), new TensorVector(by)).get(0);
    }

    /** Where the gradients of a map of pixels are taken. */
    enum Points {
        /** At the image. */
        ITSELF,
        /** At noisy copies of it. */
        NOISY,
        /** At equal steps from black. */
        STEPS,
        /** At noisy copies, a share of the way from black drawn for each. */
        NOISY_SHARES,
        /** A share of the way from pixels of the image that are drawn. */
        DRAWN_SHARES
    }

    /**
     * A map of pixels: the mean gradient at some points.
     *
     * @param count how many points
     * @param times whether the gradient is multiplied with the way to the image and summed, or its size taken and the largest
     *     of a pixel's channels
     */
    float[] ofPixels(Points points, int count, boolean times) {
        try (PointerScope scope = new PointerScope()) {
            Tensor sum = image.mul(new Scalar(0.0));
            for (int done = 0; done < count; done += BATCH) {
                addSlopes(sum, points, done, count);
            }
            Tensor mean = sum.div(new Scalar((double) count));
            Tensor map = times
                    ? mean.mul(image).sum(new long[] {1}, true, null)
                    : mean.abs().amax(new long[] {1}, true);
            return Tensors.toFloats(enlarged(map));
        }
    }

    /** Adds the gradients at the next points; what that takes is freed. */
    private void addSlopes(Tensor sum, Points points, int done, int count) {
        try (PointerScope scope = new PointerScope()) {
            int batch = Math.min(BATCH, count - done);
            Tensor at = points(points, done, batch, count).detach().requires_grad_(true);
            Tensor slopes = gradient(score(Map.of(network.input(), at), top()), at);
            sum.add_(slopes.sum(new long[] {0}, true, null));
        }
    }

    private Tensor points(Points points, int done, int batch, int count) {
        Tensor copies = image.repeat(batch, 1, 1, 1);
        Tensor shares = rand(batch, 1, 1, 1);
        return switch (points) {
            case ITSELF -> copies;
            case NOISY -> noisy(copies);
            case NOISY_SHARES -> noisy(copies).mul(shares);
            case STEPS -> {
                float[] steps = new float[batch];
                for (int i = 0; i < batch; i++) {
                    steps[i] = (done + i + 0.5f) / count;
                }
                yield copies.mul(Tensors.of(steps, batch, 1, 1, 1));
            }
            case DRAWN_SHARES -> {
                Tensor drawn = noisy(copies);
                yield drawn.add(copies.sub(drawn).mul(shares));
            }
        };
    }

    private static Tensor noisy(Tensor copies) {
        Tensor range = copies.max().sub(copies.min());
        return copies.add(randn_like(copies).mul(range).mul(new Scalar(NOISE)));
    }

    /** How channels and their gradients, {@code [1, C, H, W]}, become one map, {@code [1, 1, H, W]}. */
    enum Weighing {
        /** Channels weighted by their mean gradient. */
        GRAD_CAM((a, g) -> summed(a.mul(mean(g)))),
        /** As Grad-CAM++, equations 10, 11 and 19. */
        GRAD_CAM_PLUS_PLUS((a, g) -> {
            Tensor square = g.mul(g);
            Tensor below = square.mul(new Scalar(2.0)).add(square.mul(g).mul(a.sum(new long[] {2, 3}, true, null)));
            Tensor alpha = square.div(below.add(new Scalar(1e-12)));
            return summed(a.mul(alpha.mul(g.relu()).sum(new long[] {2, 3}, true, null)));
        }),
        /** Place by place. */
        HIRES_CAM((a, g) -> summed(a.mul(g))),
        /** Place by place, where the gradient is positive. */
        LAYER_CAM((a, g) -> summed(a.mul(g.relu()))),
        /** Channels weighted by their share of gradient times activation. */
        XGRAD_CAM((a, g) -> summed(a.mul(a.mul(g)
                .sum(new long[] {2, 3}, true, null)
                .div(a.sum(new long[] {2, 3}, true, null).add(new Scalar(1e-12)))))),
        /** The first principal component of gradient times activation. */
        EIGEN_GRAD_CAM((a, g) -> component(a.mul(g))),
        /** The first principal component of the channels; no gradient is taken. */
        EIGEN_CAM((a, g) -> component(a));

        private final BinaryOperator<Tensor> map;

        Weighing(BinaryOperator<Tensor> map) {
            this.map = map;
        }

        private static Tensor mean(Tensor g) {
            return g.mean(new long[] {2, 3}, true, null);
        }

        private static Tensor summed(Tensor channels) {
            return channels.sum(new long[] {1}, true, null);
        }

        private static Tensor component(Tensor channels) {
            long rows = channels.size(2);
            long columns = channels.size(3);
            Tensor flat = channels.reshape(channels.size(1), rows * columns);
            Tensor first =
                    linalg_svd(flat, false, new StringViewOptional()).get2().select(0, 0);
            return first.mul(first.sum().sign()).reshape(1, 1, rows, columns);
        }
    }

    /**
     * A map of the layer before the head, enlarged to the image.
     *
     * @param others from how many classes of the nearest scores it is told, as by Finer-CAM; each takes a gradient of its own
     */
    float[] ofLayer(Weighing weighing, int others) {
        try (PointerScope scope = new PointerScope()) {
            Tensor channels = layerOf(image);
            Tensor slopes = channels;
            if (weighing != Weighing.EIGEN_CAM) {
                channels = channels.detach().requires_grad_(true);
                Map<String, Tensor> given = new HashMap<>(Map.of(network.input(), image));
                given.put(layer.value(), channels);
                slopes = gradient(score(given, top()), channels);
                int told = Math.min(others, order.size() - 1);
                for (int i = 1; i <= told; i++) {
                    Tensor other = gradient(score(given, order.get(i)), channels);
                    slopes = slopes.sub(other.mul(new Scalar(STRENGTH / told)));
                }
            }
            return Tensors.toFloats(
                    enlarged(weighing.map.apply(channels, slopes).relu()));
        }
    }

    private Tensor layerOf(Tensor pixels) {
        try (NoGradGuard plain = new NoGradGuard()) {
            return network.run(Map.of(network.input(), pixels), layer.value(), false);
        }
    }

    /** Forward passes of the image covered in part, and nothing else. */
    double passes(int count) {
        double sum = 0;
        for (int done = 0; done < count; done += BATCH) {
            sum += passesAtOnce(Math.min(BATCH, count - done));
        }
        return sum;
    }

    private double passesAtOnce(int batch) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            Tensor covered = image.mul(rand(batch, 1, image.size(2), image.size(3)));
            return score(Map.of(network.input(), covered), top()).item_double();
        }
    }

    private Tensor enlarged(Tensor map) {
        return map.size(2) == height && map.size(3) == width
                ? map
                : upsample_bilinear2d(map, new long[] {height, width}, false);
    }

    @Override
    public void close() {
        network.close();
        image.close();
    }
}
