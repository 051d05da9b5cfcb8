package io.fovea.fuzz;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small models whose answers are boxes, stars, flows, images or numbers. */
final class HeadSeeds {
    private static final String SUFFIX = ".onnx";
    private static final long FREE = -1;
    private static final int SIDE = 32;
    private static final int CELLS = 16;
    private static final int RAYS = 32;

    private HeadSeeds() {}

    /** One of each kind. */
    static List<Seed> models() {
        return List.of(
                new Seed("boxes", SUFFIX, boxes("detect", 6).toBytes()),
                new Seed("boxes-and-masks", SUFFIX, withPrototypes(boxes("segment", 10))),
                new Seed("boxes-and-points", SUFFIX, withPoints(boxes("pose", 11))),
                new Seed("sorted-boxes", SUFFIX, sorted().toBytes()),
                new Seed("stars", SUFFIX, stars().toBytes()),
                new Seed("flows", SUFFIX, flows().toBytes()),
                new Seed("twofold", SUFFIX, twofold().toBytes()),
                new Seed("numbers", SUFFIX, numbers().toBytes()));
    }

    /** As Ultralytics' detectors: a column for each cell. */
    private static Graph boxes(String task, int rows) {
        Graph graph = Graph.create(task, 17);
        graph.addInput(real("images", 1, 3, SIDE, SIDE));
        graph.put("w", random(rows, 3, 8, 8));
        graph.put("flat", Tensor.of(new long[] {1, rows, CELLS}, 3));
        graph.append(Node.of("Conv", List.of("images", "w"), "c", Attributes.NONE.withIntegers("strides", 8, 8)));
        graph.append(Node.of("Sigmoid", List.of("c"), "s"));
        graph.append(Node.of("Reshape", List.of("s", "flat"), "output0"));
        graph.addOutput(real("output0", 1, rows, CELLS));
        String names = task.equals("pose") ? "{0: 'cell'}" : "{0: 'cell', 1: 'debris'}";
        graph.metadata().putAll(Map.of("stride", "8", "task", task, "names", names, "imgsz", "[32, 32]"));
        return graph;
    }

    private static byte[] withPrototypes(Graph graph) {
        graph.put("p", random(4, 3, 4, 4));
        graph.append(Node.of("Conv", List.of("images", "p"), "output1", Attributes.NONE.withIntegers("strides", 4, 4)));
        graph.addOutput(real("output1", 1, 4, 8, 8));
        return graph.toBytes();
    }

    private static byte[] withPoints(Graph graph) {
        graph.metadata().put("kpt_shape", "[2, 3]");
        return graph.toBytes();
    }

    /** Two boxes with score and class, as exports with non-maximum suppression inside give them. */
    private static Graph sorted() {
        Graph graph = Graph.create("sorted", 17);
        graph.addInput(real("image", 1, 3, SIDE, SIDE));
        graph.put("rows", Tensor.of(new float[] {2, 1, 16, 15, 0.75f, 1, 8, 8, 30, 30, 0.5f, 0}, 1, 2, 6));
        graph.put("zero", Tensor.of(0f));
        graph.append(Node.of("ReduceMax", List.of("image"), "most", Attributes.NONE.with("keepdims", 0)));
        graph.append(Node.of("Mul", List.of("most", "zero"), "none"));
        graph.append(Node.of("Add", List.of("rows", "none"), "boxes"));
        graph.addOutput(real("boxes", 1, 2, 6));
        return graph;
    }

    /** As StarDist's, of every second pixel. */
    private static Graph stars() {
        Graph graph = Graph.create("stars", 17);
        graph.addInput(real("image", 1, 3, FREE, FREE));
        graph.put("w", random(1, 3, 2, 2));
        graph.put("d", random(RAYS, 3, 2, 2));
        Attributes second = Attributes.NONE.withIntegers("strides", 2, 2);
        graph.append(Node.of("Conv", List.of("image", "w"), "score", second));
        graph.append(Node.of("Sigmoid", List.of("score"), "prob"));
        graph.append(Node.of("Conv", List.of("image", "d"), "far", second));
        graph.append(Node.of("Relu", List.of("far"), "dist"));
        graph.addOutput(real("prob", 1, 1, FREE, FREE));
        graph.addOutput(real("dist", 1, RAYS, FREE, FREE));
        return graph;
    }

    /** As Cellpose's. */
    private static Graph flows() {
        Graph graph = Graph.create("flows", 17);
        graph.addInput(real("image", 1, 3, FREE, FREE));
        graph.put("w", random(3, 3, 1, 1));
        graph.append(Node.of("Conv", List.of("image", "w"), "flows"));
        graph.addOutput(real("flows", 1, 3, FREE, FREE));
        return graph;
    }

    /** Images of twice the size. */
    private static Graph twofold() {
        Graph graph = Graph.create("twofold", 17);
        graph.addInput(real("image", 1, 1, FREE, FREE));
        graph.put("ones", Tensor.of(new float[] {1, 1, 1, 1}, 1, 1, 2, 2));
        Attributes twice = Attributes.NONE.withIntegers("strides", 2, 2);
        graph.append(Node.of("ConvTranspose", List.of("image", "ones"), "larger", twice));
        graph.addOutput(real("larger", 1, 1, FREE, FREE));
        return graph;
    }

    private static Graph numbers() {
        Graph graph = Graph.create("numbers", 17);
        graph.addInput(real("image", 1, 1, 16, 16));
        graph.put("w", random(5, 1, 1, 1));
        graph.append(Node.of("GlobalAveragePool", List.of("image"), "mean"));
        graph.append(Node.of("Conv", List.of("mean", "w"), "c"));
        graph.append(Node.of("Flatten", List.of("c"), "embedding"));
        graph.addOutput(real("embedding", 1, 5));
        return graph;
    }

    private static ValueInfo real(String name, long... shape) {
        return new ValueInfo(name, ElementType.FLOAT, Shape.of(shape));
    }

    private static Tensor random(long... shape) {
        float[] values = new float[(int) Tensor.elements(shape)];
        Random random = new Random(values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() / 10;
        }
        return Tensor.of(values, shape);
    }
}
