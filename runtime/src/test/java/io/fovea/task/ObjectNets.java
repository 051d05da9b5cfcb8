package io.fovea.task;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.Arrays;
import java.util.List;

/**
 * Networks with the outputs of those that tell objects apart, which read them off the colours of an image of 0..255: so
 * images can be drawn whose objects are known.
 */
public final class ObjectNets {
    private ObjectNets() {}

    /**
     * StarDist's: the probability is high where red is above 127.5, and green is the distance along all rays.
     *
     * @param grid pixels for a value, along each axis
     * @param isJoined whether there is one output
     * @param size of the input, or -1 if any goes
     */
    public static Graph stars(int rays, int grid, boolean isJoined, int size) {
        Graph graph = Graph.create("stars", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, size, size)));
        graph.put("red", Tensor.of(new float[] {1, 0, 0}, 1, 3, 1, 1));
        graph.put("half", Tensor.of(new float[] {-127.5f}, 1));
        float[] green = new float[3 * rays];
        for (int r = 0; r < rays; r++) {
            green[3 * r + 1] = 1;
        }
        graph.put("green", Tensor.of(green, rays, 3, 1, 1));
        Attributes strides = Attributes.NONE.withIntegers("strides", grid, grid);
        graph.append(Node.of("Conv", List.of("x", "red", "half"), "score", strides));
        graph.append(Node.of("Sigmoid", List.of("score"), "prob"));
        graph.append(Node.of("Conv", List.of("x", "green"), "dist", strides));
        int side = size < 0 ? size : size / grid;
        if (isJoined) {
            graph.append(Node.of("Concat", List.of("prob", "dist"), "both", Attributes.NONE.with("axis", 1)));
            graph.addOutput(new ValueInfo("both", ElementType.FLOAT, Shape.of(1, 1 + rays, side, side)));
        } else {
            graph.addOutput(new ValueInfo("prob", ElementType.FLOAT, Shape.of(1, 1, side, side)));
            graph.addOutput(new ValueInfo("dist", ElementType.FLOAT, Shape.of(1, rays, side, side)));
        }
        return graph;
    }

    /**
     * The same with three shares for background and two classes: the second the more, the bluer the image is.
     *
     * @param areScores whether they are scores, not shares that sum to 1
     */
    public static Graph starsOfClasses(int rays, int grid, boolean isJoined, boolean areScores) {
        Graph graph = stars(rays, grid, isJoined, -1);
        float step = areScores ? 0.1f : 0.8f / 255;
        graph.put("blue", Tensor.of(new float[] {0, 0, 0, 0, 0, -step, 0, 0, step}, 3, 3, 1, 1));
        float[] first = areScores ? new float[] {20, 12.75f, -12.75f} : new float[] {0.1f, 0.85f, 0.05f};
        graph.put("blue_bias", Tensor.of(first, 3));
        Attributes strides = Attributes.NONE.withIntegers("strides", grid, grid);
        graph.append(Node.of("Conv", List.of("x", "blue", "blue_bias"), "prob_class", strides));
        graph.addOutput(new ValueInfo("prob_class", ElementType.FLOAT, Shape.of(1, 3, -1, -1)));
        return graph;
    }

    /**
     * The same with values behind the other dimensions, as TensorFlow has them.
     *
     * @param isImageToo whether the colours of the image are there as well, as in all that was not converted otherwise
     */
    public static Graph starsOfTensorFlow(int rays, boolean isImageToo) {
        Graph graph = stars(rays, 2, false, -1);
        Graph turned = Graph.create("stars", 13);
        if (isImageToo) {
            Attributes perm = Attributes.NONE.withIntegers("perm", 0, 3, 1, 2);
            turned.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(-1, -1, -1, 3)));
            turned.append(Node.of("Transpose", List.of("image"), "x", perm));
        } else {
            graph.inputs().forEach(turned::addInput);
        }
        graph.initializers().forEach(turned::put);
        graph.nodes().forEach(turned::append);
        Attributes back = Attributes.NONE.withIntegers("perm", 0, 2, 3, 1);
        turned.append(Node.of("Transpose", List.of("prob"), "prob_last", back));
        turned.append(Node.of("Transpose", List.of("dist"), "dist_last", back));
        turned.addOutput(new ValueInfo("dist_last", ElementType.FLOAT, Shape.of(-1, -1, -1, rays)));
        turned.addOutput(new ValueInfo("prob_last", ElementType.FLOAT, Shape.of(-1, -1, -1, 1)));
        return turned;
    }

    /** Cellpose's: red is how far down, green how far to the right, 0 at 127.5 and 5 at 252.5; blue above 127.5 is an object. */
    public static Graph flows(boolean hasStyle, int size) {
        Graph graph = Graph.create("flows", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, size, size)));
        float step = 1 / 25f;
        graph.put("w", Tensor.of(new float[] {step, 0, 0, 0, step, 0, 0, 0, 1}, 3, 3, 1, 1));
        graph.put("b", Tensor.of(new float[] {-127.5f * step, -127.5f * step, -127.5f}, 3));
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 3, size, size)));
        if (hasStyle) {
            float[] ones = new float[256 * 3];
            Arrays.fill(ones, 1);
            graph.put("ones", Tensor.of(ones, 256, 3, 1, 1));
            graph.append(Node.of("GlobalAveragePool", List.of("x"), "m"));
            graph.append(Node.of("Conv", List.of("m", "ones"), "s"));
            graph.append(Node.of("Flatten", List.of("s"), "style"));
            graph.addOutput(new ValueInfo("style", ElementType.FLOAT, Shape.of(1, 256)));
        }
        return graph;
    }
}
