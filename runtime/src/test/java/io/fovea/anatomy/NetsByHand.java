package io.fovea.anatomy;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Networks whose maps can be worked out by hand, and the shapes of well-known ones. */
public final class NetsByHand {
    /** Rows are classes, columns feature maps. */
    public static final float[] HEAD = {1, -0.5f, -2, 3};

    public static final float[] HEAD_BIAS = {0.25f, -0.5f};

    private NetsByHand() {}

    /** A graph under construction, one value after the other. */
    public static final class Chain {
        public final Graph graph;
        public String last;
        private final Random random = new Random(5);

        public Chain(int channels, int size) {
            graph = Graph.create("net", 13);
            graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, channels, size, size)));
            last = "image";
        }

        public Chain node(String op, String name, Attributes attributes, String... more) {
            List<String> inputs = new ArrayList<>(List.of(last));
            inputs.addAll(Arrays.asList(more));
            graph.append(Node.of(op, inputs, name, attributes));
            last = name;
            return this;
        }

        public Chain node(String op, String name, String... more) {
            return node(op, name, Attributes.NONE, more);
        }

        public Chain conv(String name, int in, int out, int kernel) {
            return node(
                    "Conv",
                    name,
                    Attributes.NONE.withIntegers("pads", kernel / 2, kernel / 2, kernel / 2, kernel / 2),
                    weights(name + "_w", out, in, kernel, kernel));
        }

        public Chain pool(String name) {
            return node(
                    "MaxPool",
                    name,
                    Attributes.NONE.withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2));
        }

        public Chain dense(String name, int in, int out) {
            return node("Gemm", name, weights(name + "_w", in, out));
        }

        public Chain head(int channels, int classes) {
            return node("GlobalAveragePool", "pooled").node("Flatten", "flat").dense("scores", channels, classes);
        }

        public Chain transpose(String name, long... order) {
            return node("Transpose", name, Attributes.NONE.withIntegers("perm", order));
        }

        public Chain reshape(String name, long... shape) {
            return node("Reshape", name, graph.put(name + "_shape", Tensor.of(shape)));
        }

        public String weights(String name, long... shape) {
            float[] values = new float[(int) Tensor.elements(shape)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() / 4;
            }
            return graph.put(name, Tensor.of(values, shape));
        }

        public Chain from(String value) {
            last = value;
            return this;
        }

        public Model model(int channels, int size, int classes) {
            graph.expose(last);
            List<String> labels =
                    IntStream.range(0, classes).mapToObj(i -> "label" + i).toList();
            Input input = Input.resized(size, size, channels == 1 ? Color.GRAY : Color.RGB);
            Card.of("net", Task.CLASSIFICATION, labels, input, OutputValues.LOGITS)
                    .writeTo(graph);
            return Model.of(graph);
        }
    }

    /**
     * Two feature maps, the pixel less 10 and 5 less half the pixel, where they are positive; their means; and two
     * scores, cat and dog, that weight them by {@link #HEAD}; the answer is their softmax.
     */
    public static Model twoFilters() {
        return twoFilters(HEAD);
    }

    public static Model twoFilters(float[] head) {
        Graph graph = twoFilterGraph(head);
        Input input = Input.resized(4, 4, Color.GRAY);
        Card.of("two-filters", Task.CLASSIFICATION, List.of("cat", "dog"), input, OutputValues.PROBABILITIES)
                .writeTo(graph);
        return Model.of(graph);
    }

    private static Graph twoFilterGraph(float[] head) {
        Chain net = new Chain(1, 4);
        net.graph.put("filters", Tensor.of(new float[] {1, -0.5f}, 2, 1, 1, 1));
        net.graph.put("offsets", Tensor.of(-10f, 5f));
        net.graph.put("head", Tensor.of(head, 2, 2));
        net.graph.put("head_bias", Tensor.of(HEAD_BIAS, 2));
        net.node("Conv", "conv", "filters", "offsets")
                .node("Relu", "maps")
                .node("GlobalAveragePool", "pooled")
                .node("Flatten", "flat")
                .node("Gemm", "scores", Attributes.NONE.with("transB", 1), "head", "head_bias")
                .node("Softmax", "probabilities", Attributes.NONE.with("axis", 1));
        net.graph.expose("probabilities");
        return net.graph;
    }

    /** The grey values 0, 2, 4, ... 30. */
    public static Image ramp() {
        byte[] pixels = new byte[16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (2 * i);
        }
        return Image.gray8(4, 4, pixels);
    }

    /** The two feature maps of the ramp. */
    public static float[][] rampMaps() {
        float[][] maps = new float[2][16];
        for (int i = 0; i < 16; i++) {
            maps[0][i] = Math.max(0, 2 * i - 10);
            maps[1][i] = Math.max(0, 5 - i);
        }
        return maps;
    }

    /** Bright pixels are of class one, dark ones of class zero; any size. */
    public static Model brightness() {
        Graph graph = Graph.create("brightness", 13);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("w1", Tensor.of(new float[] {1, -1}, 2, 1, 1, 1));
        graph.put("b1", Tensor.of(-100f, 100f));
        graph.put("w2", Tensor.of(new float[] {-1, 1, 1, -1}, 2, 2, 1, 1));
        graph.append(Node.of("Conv", List.of("image", "w1", "b1"), "conv"));
        graph.append(Node.of("Relu", List.of("conv"), "maps"));
        graph.append(Node.of("Conv", List.of("maps", "w2"), "scores"));
        graph.expose("scores");
        Card.of(
                        "brightness",
                        Task.SEGMENTATION,
                        List.of("dark", "bright"),
                        Input.tiled(Color.GRAY, 0, 4),
                        OutputValues.LOGITS)
                .writeTo(graph);
        return Model.of(graph);
    }

    /** A pixel is bright where a bright one lies in the 3x3 pixels around it; what lacks some of them has no answer. */
    public static Model brightnessWithoutEdge() {
        Graph graph = Graph.create("brightness", 13);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("w1", Tensor.of(new float[] {1, -1}, 2, 1, 1, 1));
        graph.put("b1", Tensor.of(-100f, 100f));
        float[] weights = new float[2 * 2 * 9];
        Arrays.fill(weights, 0, 9, -10);
        Arrays.fill(weights, 9, 18, 1);
        Arrays.fill(weights, 18, 27, 10);
        Arrays.fill(weights, 27, 36, -1);
        graph.put("w2", Tensor.of(weights, 2, 2, 3, 3));
        graph.append(Node.of("Conv", List.of("image", "w1", "b1"), "conv"));
        graph.append(Node.of("Relu", List.of("conv"), "maps"));
        graph.append(Node.of("Conv", List.of("maps", "w2"), "scores"));
        graph.expose("scores");
        Card.of(
                        "without-edge",
                        Task.SEGMENTATION,
                        List.of("dark", "bright"),
                        Input.whole(Color.GRAY),
                        OutputValues.LOGITS)
                .writeTo(graph);
        return Model.of(graph);
    }
}
