package io.fovea.fuzz;

import io.fovea.cli.TestGraphs;
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
    private static final int SIDE = 32;
    private static final int CELLS = 16;

    private HeadSeeds() {}

    /** One of each kind. */
    static List<Seed> models() {
        return List.of(
                new Seed("boxes", SUFFIX, boxes("detect", 6).toBytes()),
                new Seed("boxes-and-masks", SUFFIX, withPrototypes(boxes("segment", 10))),
                new Seed("boxes-and-points", SUFFIX, withPoints(boxes("pose", 11))),
                new Seed(
                        "sorted-boxes",
                        SUFFIX,
                        TestGraphs.boxes(SIDE, 2, 1, 16, 15, 0.75f, 1, 8, 8, 30, 30, 0.5f, 0)
                                .toBytes()),
                new Seed("stars", SUFFIX, TestGraphs.stars(0).toBytes()),
                new Seed("flows", SUFFIX, TestGraphs.flows(0).toBytes()),
                new Seed("twofold", SUFFIX, TestGraphs.twofold().toBytes()),
                new Seed(
                        "numbers",
                        SUFFIX,
                        TestGraphs.brightness(1, 0.5f, 0, -0.5f, -1).toBytes()));
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
