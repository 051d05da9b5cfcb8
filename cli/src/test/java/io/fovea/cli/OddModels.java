package io.fovea.cli;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/** Models without cards, a small one of each form that those of others come in. */
public enum OddModels {
    /** One score for each of five classes and pixel, images of any size. */
    FIVE_CLASSES(graph -> {
        image(graph, 1, -1, -1);
        convolve(graph, "x", 1, 5, "y");
        graph.addOutput(real("y", -1, 5, -1, -1));
    }),
    /** More classes than a terminal has columns for. */
    MANY_CLASSES(graph -> {
        image(graph, 1, 32, 32);
        convolve(graph, "x", 1, 25, "y");
        graph.addOutput(real("y", 1, 25, 32, 32));
    }),
    /** One score for each pixel. */
    FOREGROUND(graph -> {
        image(graph, 3, 64, 64);
        convolve(graph, "x", 3, 1, "s");
        graph.append(Node.of("Sigmoid", List.of("s"), "y"));
        graph.addOutput(real("y", 1, 1, 64, 64));
    }),
    /** The sizes of nothing are declared, not even how many dimensions there are. */
    UNDECLARED(graph -> {
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.UNKNOWN));
        convolve(graph, "x", 3, 4, "y");
        graph.expose("y");
    }),
    /** Colour comes last. */
    INTERLEAVED(graph -> {
        graph.addInput(real("x", 1, 24, 32, 3));
        Attributes first = Attributes.NONE.withIntegers("perm", 0, 3, 1, 2);
        graph.append(Node.of("Transpose", List.of("x"), "t", first));
        convolve(graph, "t", 3, 6, "c");
        Attributes last = Attributes.NONE.withIntegers("perm", 0, 2, 3, 1);
        graph.append(Node.of("Transpose", List.of("c"), "y", last));
        graph.addOutput(real("y", 1, 24, 32, 6));
    }),
    /** A classifier that lists its constants among its inputs, as the format once demanded, and has one too many. */
    CONSTANTS_AMONG_INPUTS(graph -> {
        image(graph, 3, 32, 32);
        convolve(graph, "x", 3, 8, "c");
        classify(graph, "c", 8, 4);
        graph.put("idle", Tensor.of(1f, 2f));
        graph.initializers().forEach((name, tensor) -> graph.addInput(real(name, tensor.shape())));
    }),
    /** An image of an image. */
    PAINTER(graph -> {
        image(graph, 3, 64, 64);
        convolve(graph, "x", 3, 3, "c");
        graph.append(Node.of("Tanh", List.of("c"), "y"));
        graph.addOutput(real("y", 1, 3, 64, 64));
    }),
    /** Boxes and their scores. */
    DETECTOR(graph -> {
        image(graph, 3, 32, 32);
        convolve(graph, "x", 3, 6, "c");
        graph.put("rows", Tensor.of(1L, 6L, -1L));
        graph.append(Node.of("Reshape", List.of("c", "rows"), "y"));
        graph.addOutput(real("y", 1, 6, 1024));
    }),
    /** A number for an image. */
    NUMBER(graph -> {
        image(graph, 1, 32, 32);
        graph.append(Node.of("ReduceMean", List.of("x"), "y", Attributes.NONE.with("keepdims", 0)));
        graph.addOutput(real("y"));
    }),
    /** Whole numbers instead of scores. */
    WHOLE_NUMBERS(graph -> {
        image(graph, 1, 32, 32);
        graph.append(Node.of("ArgMax", List.of("x"), "y", Attributes.NONE.with("axis", 1)));
        graph.addOutput(new ValueInfo("y", ElementType.INT64, Shape.of(1, 1, 32, 32)));
    }),
    /** Nothing that convolves or pools. */
    DENSE(graph -> {
        image(graph, 1, 8, 8);
        graph.append(Node.of("Flatten", List.of("x"), "f"));
        graph.put("v", random(64, 3));
        graph.append(Node.of("MatMul", List.of("f", "v"), "y"));
        graph.addOutput(real("y", 1, 3));
    }),
    /** A pooling, but no weights. */
    POOLING(graph -> {
        image(graph, 3, 64, 48);
        Attributes two = Attributes.NONE.withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2);
        graph.append(Node.of("MaxPool", List.of("x"), "y", two));
        graph.addOutput(real("y", 1, 3, 32, 24));
    }),
    /** More stains than a photograph has colours. */
    FOUR_CHANNELS(graph -> {
        image(graph, 4, 32, 32);
        convolve(graph, "x", 4, 2, "y");
        graph.addOutput(real("y", 1, 2, 32, 32));
    }),
    VECTOR(graph -> {
        graph.addInput(real("x", 1, 5));
        graph.append(Node.of("Relu", List.of("x"), "y"));
        graph.addOutput(real("y", 1, 5));
    }),
    TWO_IMAGES(graph -> {
        graph.addInput(real("x", 1, 3, 32, 32));
        graph.addInput(real("z", 1, 3, 32, 32));
        graph.append(Node.of("Add", List.of("x", "z"), "y"));
        graph.addOutput(real("y", 1, 3, 32, 32));
    }),
    /** Makes something of nothing. */
    NO_INPUT(graph -> {
        graph.put("k", Tensor.of(1f, 2f));
        graph.append(Node.of("Relu", List.of("k"), "y"));
        graph.addOutput(real("y", 2));
    }),
    /** Answers without looking at the image. */
    BLIND(graph -> {
        image(graph, 3, -1, -1);
        convolve(graph, "x", 3, 2, "unused");
        graph.put("k", random(1, 2, 16, 16));
        graph.append(Node.of("Relu", List.of("k"), "y"));
        graph.addOutput(real("y", 1, 2, -1, -1));
    }),
    /** An operator that nobody knows. */
    UNKNOWN_OPERATOR(graph -> {
        image(graph, 3, 32, 32);
        graph.append(Node.of("Conjure", List.of("x"), "y"));
        graph.addOutput(real("y", 1, 4));
    }),
    /** A classifier of images of exactly one size. */
    ONE_SIZE(graph -> {
        image(graph, 3, 16, 16);
        convolve(graph, "x", 3, 2, "c");
        graph.append(Node.of("Flatten", List.of("c"), "f"));
        graph.put("v", random(512, 3));
        graph.append(Node.of("MatMul", List.of("f", "v"), "y"));
        graph.addOutput(real("y", 1, 3));
    });

    private static final int OPSET = 13;

    private final Consumer<Graph> content;

    OddModels(Consumer<Graph> content) {
        this.content = content;
    }

    /** The model. */
    public Graph graph() {
        Graph graph = Graph.create("exported", OPSET);
        content.accept(graph);
        return graph;
    }

    /** Writes the model into a folder. */
    Path write(Path folder) throws IOException {
        Graph graph = graph();
        Path file = folder.resolve(this + ".onnx");
        graph.write(file);
        return file;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void image(Graph graph, int channels, int height, int width) {
        graph.addInput(real("x", 1, channels, height, width));
    }

    private static ValueInfo real(String name, long... shape) {
        return new ValueInfo(name, ElementType.FLOAT, Shape.of(shape));
    }

    /** A 3x3 convolution that keeps the size. */
    private static void convolve(Graph graph, String from, int channels, int filters, String to) {
        String weight = graph.put(to + "_w", random(filters, channels, 3, 3));
        Attributes same = Attributes.NONE.withIntegers("pads", 1, 1, 1, 1);
        graph.append(Node.of("Conv", List.of(from, weight), to, same));
    }

    private static void classify(Graph graph, String from, int channels, int classes) {
        graph.append(Node.of("Relu", List.of(from), "r"));
        graph.append(Node.of("GlobalAveragePool", List.of("r"), "p"));
        graph.append(Node.of("Flatten", List.of("p"), "f"));
        graph.put("v", random(channels, classes));
        graph.append(Node.of("MatMul", List.of("f", "v"), "y"));
        graph.addOutput(real("y", 1, classes));
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
