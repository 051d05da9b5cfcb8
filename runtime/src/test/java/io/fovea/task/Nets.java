package io.fovea.task;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small networks made on the spot. */
public final class Nets {
    private Nets() {}

    /**
     * Grey in, trimap out, of any size: bright pixels are foreground, dark ones background, those around 127 contour.
     * Per pixel, so its halo is 0.
     */
    public static Model thresholdTrimap() {
        Graph graph = Graph.create("threshold-trimap", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, free(1)));
        // Scores x - 170, 85 - x and 0: each class wins in its third of the range.
        graph.put("w", Tensor.of(new float[] {1, -1, 0}, 3, 1, 1, 1));
        graph.put("b", Tensor.of(new float[] {-170, 85, 0}, 3));
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, free(3)));
        Card.of(
                        "threshold-trimap",
                        Task.TRIMAP,
                        List.of("foreground", "background", "contour"),
                        Input.tiled(Color.GRAY, 0, 1),
                        OutputValues.LOGITS)
                .writeTo(graph);
        return Model.of(graph);
    }

    /**
     * Channels that are no colours in, two classes out, of any size: the second is where all channels together are brighter
     * than {@code threshold}, each with its weight. Per pixel, so its halo is 0.
     *
     * @param names of the channels, or none
     */
    public static Model thresholdChannels(float threshold, List<String> names, float... weights) {
        int channels = weights.length;
        Graph graph = Graph.create("threshold-channels", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, free(channels)));
        float[] both = Arrays.copyOf(new float[channels], 2 * channels);
        System.arraycopy(weights, 0, both, channels, channels);
        graph.put("w", Tensor.of(both, 2, channels, 1, 1));
        graph.put("b", Tensor.of(new float[] {0, -threshold}, 2));
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, free(2)));
        Input input = Input.tiled(Color.GRAY, 0, 1)
                .withChannels(channels, names)
                .withNormalisation(Normalisation.RAW.with(Stretch.NONE, 0, 100));
        Card.of("threshold-channels", Task.SEGMENTATION, List.of("dark", "bright"), input, OutputValues.LOGITS)
                .writeTo(graph);
        return Model.of(graph);
    }

    /** A random network with convolution, pooling, strides and a transposed convolution; RGB in, three classes out. */
    public static Graph randomEncoderDecoder(long seed) {
        Random random = new Random(seed);
        Graph graph = Graph.create("random", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, free(3)));
        weight(graph, "w1", random, 6, 3, 3, 3);
        weight(graph, "w2", random, 8, 6, 3, 3);
        weight(graph, "w3", random, 8, 8, 3, 3);
        weight(graph, "w4", random, 8, 6, 2, 2);
        weight(graph, "w5", random, 6, 6, 4, 4);
        weight(graph, "w6", random, 3, 12, 3, 3);
        graph.put("small", Tensor.of(new float[] {1 / 127f}, 1));
        graph.append(Node.of("Mul", List.of("x", "small"), "x0"));
        conv(graph, "x0", "w1", "a", 1, 1);
        graph.append(Node.of("Relu", List.of("a"), "a1"));
        graph.append(Node.of(
                "MaxPool",
                List.of("a1"),
                "p",
                Attributes.NONE.withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2)));
        conv(graph, "p", "w2", "c", 2, 1);
        graph.append(Node.of("Tanh", List.of("c"), "c1"));
        conv(graph, "c1", "w3", "d", 1, 1);
        graph.append(Node.of("ConvTranspose", List.of("d", "w4"), "u", Attributes.NONE.withIntegers("strides", 2, 2)));
        graph.append(Node.of("Relu", List.of("u"), "u1"));
        graph.append(Node.of(
                "ConvTranspose",
                List.of("u1", "w5"),
                "v",
                Attributes.NONE.withIntegers("strides", 2, 2).withIntegers("pads", 1, 1, 1, 1)));
        graph.append(Node.of("Concat", List.of("v", "a1"), "k", Attributes.NONE.with("axis", 1)));
        conv(graph, "k", "w6", "z", 1, 1);
        graph.append(Node.of("Softmax", List.of("z"), "y", Attributes.NONE.with("axis", 1)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, free(3)));
        return graph;
    }

    /**
     * A random network that gives as many pixels for one along each axis: grey in and out, two 3x3 convolutions.
     *
     * @param side of its input, or -1 if any goes
     */
    public static Graph randomEnlarging(int scale, int side, long seed) {
        Random random = new Random(seed);
        Graph graph = Graph.create("enlarging", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, side, side)));
        weight(graph, "w1", random, 6, 1, 3, 3);
        weight(graph, "w2", random, (long) scale * scale, 6, 3, 3);
        conv(graph, "x", "w1", "a", 1, 1);
        graph.append(Node.of("Relu", List.of("a"), "a1"));
        conv(graph, "a1", "w2", "b", 1, 1);
        graph.append(Node.of("DepthToSpace", List.of("b"), "y", Attributes.NONE.with("blocksize", scale)));
        int larger = side < 0 ? side : scale * side;
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 1, larger, larger)));
        return graph;
    }

    /** Noise with some structure. */
    public static Image noise(int width, int height, int channels, long seed) {
        byte[] pixels = new byte[width * height * channels];
        new Random(seed).nextBytes(pixels);
        return channels == 1 ? Image.gray8(width, height, pixels) : Image.rgb8(width, height, pixels);
    }

    static Shape free(long channels) {
        return Shape.of(-1, channels, -1, -1);
    }

    private static void conv(Graph graph, String x, String w, String y, long stride, long pad) {
        graph.append(Node.of(
                "Conv",
                List.of(x, w),
                y,
                Attributes.NONE.withIntegers("strides", stride, stride).withIntegers("pads", pad, pad, pad, pad)));
    }

    private static void weight(Graph graph, String name, Random random, long... shape) {
        int size = (int) Tensor.elements(shape);
        double fanIn = Math.sqrt(size / (double) shape[0]);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (random.nextGaussian() / fanIn);
        }
        graph.put(name, Tensor.of(values, shape));
    }
}
