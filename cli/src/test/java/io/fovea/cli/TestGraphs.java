package io.fovea.cli;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.Arrays;
import java.util.List;

/** Networks small enough to be made by a test, of every kind of answer; without cards. */
public final class TestGraphs {
    private static final long FREE = -1;
    private static final int RAYS = 32;

    private TestGraphs() {}

    /** The mean brightness of a grey image of 16x16 by each of some factors: {@code [1, factors]}. */
    public static Graph brightness(float... factors) {
        Graph graph = ofImage(1, 16, 16);
        graph.put("factors", Tensor.of(factors, factors.length, 1, 1, 1));
        graph.append(Node.of("GlobalAveragePool", List.of("image"), "mean"));
        graph.append(Node.of("Conv", List.of("mean", "factors"), "numbers"));
        graph.append(Node.of("Flatten", List.of("numbers"), "flat"));
        graph.addOutput(real("flat", 1, factors.length));
        return graph;
    }

    /**
     * As StarDist's, of every second pixel: an object as far along all 32 rays as green says.
     *
     * @param threshold of red, from which on there is one
     */
    public static Graph stars(float threshold) {
        Graph graph = ofImage(3, FREE, FREE);
        graph.put("red", Tensor.of(new float[] {1, 0, 0}, 1, 3, 1, 1));
        graph.put("threshold", Tensor.of(new float[] {-threshold}, 1));
        float[] green = new float[RAYS * 3];
        for (int ray = 0; ray < RAYS; ray++) {
            green[3 * ray + 1] = 1;
        }
        graph.put("green", Tensor.of(green, RAYS, 3, 1, 1));
        Attributes second = Attributes.NONE.withIntegers("strides", 2, 2);
        graph.append(Node.of("Conv", List.of("image", "red", "threshold"), "score", second));
        graph.append(Node.of("Sigmoid", List.of("score"), "prob"));
        graph.append(Node.of("Conv", List.of("image", "green"), "dist", second));
        graph.addOutput(real("prob", 1, 1, FREE, FREE));
        graph.addOutput(real("dist", 1, RAYS, FREE, FREE));
        return graph;
    }

    /**
     * As Cellpose's: red and green say how far down and to the right a pixel is drawn.
     *
     * @param threshold of blue, from which on there is an object
     */
    public static Graph flows(float threshold) {
        Graph graph = ofImage(3, FREE, FREE);
        graph.put("w", Tensor.of(new float[] {0.04f, 0, 0, 0, 0.04f, 0, 0, 0, 1}, 3, 3, 1, 1));
        graph.put("b", Tensor.of(new float[] {-5.1f, -5.1f, -threshold}, 3));
        graph.append(Node.of("Conv", List.of("image", "w", "b"), "flows"));
        graph.addOutput(real("flows", 1, 3, FREE, FREE));
        return graph;
    }

    /** Makes of each pixel a block of two by two of its value; grey. */
    public static Graph twofold() {
        Graph graph = ofImage(1, FREE, FREE);
        graph.put("ones", Tensor.of(new float[] {1, 1, 1, 1}, 1, 1, 2, 2));
        Attributes twice = Attributes.NONE.withIntegers("strides", 2, 2);
        graph.append(Node.of("ConvTranspose", List.of("image", "ones"), "larger", twice));
        graph.addOutput(real("larger", 1, 1, FREE, FREE));
        return graph;
    }

    /**
     * Finds the same in every image, as exports with non-maximum suppression inside give it: {@code [1, boxes, 6]}.
     *
     * @param side of the image, in pixels
     * @param boxes corners, score and class, six numbers each
     */
    public static Graph boxes(int side, float... boxes) {
        Graph graph = ofImage(3, side, side);
        int count = boxes.length / 6;
        graph.put("boxes", Tensor.of(boxes, 1, count, 6));
        graph.put("zero", Tensor.of(0f));
        graph.append(Node.of("ReduceMax", List.of("image"), "most", Attributes.NONE.with("keepdims", 0)));
        graph.append(Node.of("Mul", List.of("most", "zero"), "none"));
        graph.append(Node.of("Add", List.of("boxes", "none"), "rows"));
        graph.addOutput(real("rows", 1, count, 6));
        return graph;
    }

    /** Two classes, more red than blue and more blue than red, if red comes first; of one pixel. */
    static Graph colours() {
        Graph graph = ofImage(3, 1, 1);
        graph.put("weight", Tensor.of(new float[] {1, 0, -1, -1, 0, 1}, 2, 3, 1, 1));
        graph.append(Node.of("Conv", List.of("image", "weight"), "map"));
        graph.append(Node.of("Flatten", List.of("map"), "scores"));
        graph.addOutput(real("scores", 1, 2));
        return graph;
    }

    /** Says by two classes whether an image of 4x4 is bright, and by a mask which pixels are. */
    static Graph classAndMask() {
        Graph graph = ofImage(1, 4, 4);
        graph.put("weight", Tensor.of(new float[] {-1, 1}, 2, 1, 1, 1));
        graph.put("bias", Tensor.of(100f, -100f));
        graph.append(Node.of("Conv", List.of("image", "weight", "bias"), "scores"));
        graph.append(Node.of("GlobalAveragePool", List.of("scores"), "mean"));
        graph.append(Node.of("Flatten", List.of("mean"), "class"));
        graph.append(Node.of("Softmax", List.of("scores"), "mask", Attributes.NONE.with("axis", 1)));
        graph.addOutput(real("class", 1, 2));
        graph.addOutput(real("mask", 1, 2, 4, 4));
        return graph;
    }

    /** Makes of each pixel the mean of the nine around it; grey, nothing beyond the edge. */
    static Graph smoothing() {
        Graph graph = ofImage(1, FREE, FREE);
        float[] ninths = new float[9];
        Arrays.fill(ninths, 1 / 9f);
        graph.put("ninths", Tensor.of(ninths, 1, 1, 3, 3));
        Attributes around = Attributes.NONE.withIntegers("pads", 1, 1, 1, 1);
        graph.append(Node.of("Conv", List.of("image", "ninths"), "smooth", around));
        graph.addOutput(real("smooth", 1, 1, FREE, FREE));
        return graph;
    }

    /** The input of a network: {@code [1, channels, height, width]}. */
    static Graph ofImage(int channels, long height, long width) {
        Graph graph = Graph.create("", 17);
        graph.addInput(real("image", 1, channels, height, width));
        return graph;
    }

    private static ValueInfo real(String name, long... shape) {
        return new ValueInfo(name, ElementType.FLOAT, Shape.of(shape));
    }
}
