package io.fovea.imagej;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import io.fovea.model.Card;
import io.fovea.model.DetectorHead;
import io.fovea.model.Input;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Models of one convolution whose answers can be told from the pixels: dark below 64, bright above 170, between. */
public final class TestModels {
    private static final List<String> TRIMAP = List.of("foreground", "background", "contour");

    private TestModels() {}

    /** Bright is foreground, dark is background, between is contour; grey images. */
    public static Path trimap(Path folder) {
        return gray(folder, "bright-trimap", Task.TRIMAP, TRIMAP, Input.tiled(Color.GRAY, 0, 1));
    }

    /** The same for colour images, of which it sees the red. */
    public static Path redTrimap(Path folder) {
        float[] weights = {1, 0, 0, -1, 0, 0, 0, 0, 0};
        return write(folder, "red-trimap", Task.TRIMAP, TRIMAP, Input.tiled(Color.RGB, 0, 1), weights);
    }

    /** Foreground is where both of two stains are bright. */
    public static Path stains(Path folder) {
        float[] weights = {0.5f, 0.5f, -0.5f, -0.5f, 0, 0};
        Input input = Input.tiled(Color.GRAY, 0, 1).withChannels(2, List.of());
        return write(folder, "stains", Task.TRIMAP, TRIMAP, input, weights);
    }

    /** The classes bright, dark, between; no objects. */
    public static Path classes(Path folder) {
        List<String> labels = List.of("bright", "dark", "between");
        return gray(folder, "brightness", Task.SEGMENTATION, labels, Input.tiled(Color.GRAY, 0, 1));
    }

    /** Says of a whole image whether it is bright, dark, or between. */
    public static Path classifier(Path folder) {
        List<String> labels = List.of("bright", "dark", "between");
        return gray(folder, "classifier", Task.CLASSIFICATION, labels, Input.resized(8, 8, Color.GRAY));
    }

    /** The mean brightness of a grey image, and twice that. */
    public static Path brightness(Path folder) {
        Graph graph = Graph.create("brightness", 13);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("factors", Tensor.of(new float[] {1, 2}, 2, 1, 1, 1));
        graph.append(Node.of("GlobalAveragePool", List.of("image"), "mean"));
        graph.append(Node.of("Conv", List.of("mean", "factors"), "numbers"));
        graph.addOutput(new ValueInfo("numbers", ElementType.FLOAT, Shape.of(1, 2, 1, 1)));
        List<String> names = List.of("mean", "double");
        Card.of("brightness", Task.MEASURE, names, Input.resized(8, 8, Color.GRAY), OutputValues.VALUES)
                .writeTo(graph);
        return written(graph, folder);
    }

    /** As StarDist's: an object where a grey image is brighter than 200, six pixels far along all of eight rays. */
    public static Path stars(Path folder) {
        Graph graph = Graph.create("stars", 13);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("one", Tensor.of(new float[] {1}, 1, 1, 1, 1));
        graph.put("least", Tensor.of(new float[] {-200}, 1));
        graph.put("none", Tensor.of(new float[8], 8, 1, 1, 1));
        graph.put("six", Tensor.of(new float[] {6, 6, 6, 6, 6, 6, 6, 6}, 8));
        graph.append(Node.of("Conv", List.of("image", "one", "least"), "score"));
        graph.append(Node.of("Sigmoid", List.of("score"), "prob"));
        graph.append(Node.of("Conv", List.of("image", "none", "six"), "dist"));
        graph.addOutput(new ValueInfo("prob", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.addOutput(new ValueInfo("dist", ElementType.FLOAT, Shape.of(1, 8, -1, -1)));
        Card.of(
                        "stars",
                        Task.INSTANCES,
                        List.of(),
                        Input.tiled(Color.GRAY, 0, 1),
                        OutputValues.INDEPENDENT_PROBABILITIES)
                .withHead(DetectorHead.STARDIST)
                .writeTo(graph);
        return written(graph, folder);
    }

    /** Makes of each pixel a block of two by two of its value; grey. */
    public static Path twofold(Path folder) {
        Graph graph = Graph.create("twofold", 13);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("ones", Tensor.of(new float[] {1, 1, 1, 1}, 1, 1, 2, 2));
        Attributes twice = Attributes.NONE.withIntegers("strides", 2, 2);
        graph.append(Node.of("ConvTranspose", List.of("image", "ones"), "larger", twice));
        graph.addOutput(new ValueInfo("larger", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        Card.of("twofold", Task.TRANSFORM, List.of(), Input.tiled(Color.GRAY, 1, 1), OutputValues.LOGITS)
                .writeTo(graph);
        return written(graph, folder);
    }

    /** Gives the channels of an image back in turned order: as many as the image has to have, no colours. */
    public static Path turned(Path folder, int channels) {
        Graph graph = Graph.create("turned", 13);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, channels, -1, -1)));
        float[] weights = new float[channels * channels];
        for (int c = 0; c < channels; c++) {
            weights[c * channels + channels - 1 - c] = 1;
        }
        graph.put("weights", Tensor.of(weights, channels, channels, 1, 1));
        graph.append(Node.of("Conv", List.of("image", "weights"), "turned"));
        graph.addOutput(new ValueInfo("turned", ElementType.FLOAT, Shape.of(1, channels, -1, -1)));
        Input input = Input.tiled(Color.GRAY, 0, 1)
                .withChannels(channels, List.of())
                .withNormalisation(Normalisation.RAW.with(Stretch.NONE, 0, 100));
        Card.of("turned", Task.TRANSFORM, List.of(), input, OutputValues.LOGITS).writeTo(graph);
        return written(graph, folder);
    }

    /** Finds one nucleus in every image: corners 2, 1 and 6, 5 of 8x8 pixels, at a score of 0.75; grey. */
    public static Path detector(Path folder) {
        Graph graph = Graph.create("detector", 13);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, 8, 8)));
        graph.put("row", Tensor.of(new float[] {2, 1, 6, 5, 0.75f, 1}, 1, 1, 6));
        graph.put("zero", Tensor.of(0f));
        graph.put("single", Tensor.of(new long[] {1, 1, 1}, 3));
        graph.append(Node.of("ReduceMax", List.of("image"), "most"));
        graph.append(Node.of("Mul", List.of("most", "zero"), "none"));
        graph.append(Node.of("Reshape", List.of("none", "single"), "flat"));
        graph.append(Node.of("Add", List.of("flat", "row"), "rows"));
        graph.addOutput(new ValueInfo("rows", ElementType.FLOAT, Shape.of(1, 1, 6)));
        Input input = Input.resized(8, 8, Color.GRAY);
        Card.of("detector", Task.DETECTION, List.of("debris", "nucleus"), input, OutputValues.LOGITS)
                .withHead(DetectorHead.NMS)
                .writeTo(graph);
        return written(graph, folder);
    }

    /**
     * Finds cells of 8x8 pixels in a grey image of 16x16, of class {@code a} where they are brighter than 100 in the mean, else
     * {@code b}; as YOLOv8, with a gradient.
     */
    public static Path cells(Path folder) {
        Graph graph = Graph.create("cells", 13);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, 16, 16)));
        float[] weights = new float[2 * 64];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (i < 64 ? 1 : -1) / 6400f;
        }
        graph.put("weights", Tensor.of(weights, 2, 1, 8, 8));
        graph.put("bias", Tensor.of(new float[] {-1, 1}, 2));
        Attributes apart = Attributes.NONE.withIntegers("strides", 8, 8);
        graph.append(Node.of("Conv", List.of("image", "weights", "bias"), "logits", apart));
        graph.put("flat", Tensor.of(new long[] {1, 2, 4}, 3));
        graph.append(Node.of("Reshape", List.of("logits", "flat"), "rows"));
        graph.append(Node.of("Sigmoid", List.of("rows"), "classes"));
        graph.put("boxes", Tensor.of(new float[] {4, 12, 4, 12, 4, 4, 12, 12, 8, 8, 8, 8, 8, 8, 8, 8}, 1, 4, 4));
        graph.append(Node.of("Concat", List.of("boxes", "classes"), "found", Attributes.NONE.with("axis", 1L)));
        graph.addOutput(new ValueInfo("found", ElementType.FLOAT, Shape.of(1, 6, 4)));
        Input input = Input.resized(16, 16, Color.GRAY);
        Card.of("cells", Task.DETECTION, List.of("a", "b"), input, OutputValues.INDEPENDENT_PROBABILITIES)
                .withHead(DetectorHead.YOLOV8)
                .writeTo(graph);
        return written(graph, folder);
    }

    /** The same classifier as others would leave it: without a card. */
    public static Path foreign(Path folder) {
        try {
            Graph graph = Graph.read(classifier(folder));
            graph.metadata().clear();
            Path file = folder.resolve("foreign.onnx");
            graph.write(file);
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path gray(Path folder, String name, Task task, List<String> labels, Input input) {
        return write(folder, name, task, labels, input, new float[] {1, -1, 0});
    }

    private static Path write(Path folder, String name, Task task, List<String> labels, Input input, float[] weights) {
        int channels = input.channels();
        Graph graph = Graph.create(name, 13);
        long size = input.width().orElse(-1);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, channels, size, size)));
        graph.put("weights", Tensor.of(weights, 3, channels, 1, 1));
        graph.put("bias", Tensor.of(-170f, 64f, 0f));
        graph.append(Node.of("Conv", List.of("image", "weights", "bias"), "scores"));
        if (task == Task.CLASSIFICATION) {
            graph.append(Node.of("GlobalAveragePool", List.of("scores"), "pooled"));
            graph.append(Node.of("Flatten", List.of("pooled"), "classes"));
            graph.addOutput(new ValueInfo("classes", ElementType.FLOAT, Shape.of(1, 3)));
        } else {
            graph.addOutput(new ValueInfo("scores", ElementType.FLOAT, Shape.of(1, 3, size, size)));
        }
        Card.of(name, task, labels, input, OutputValues.LOGITS).writeTo(graph);
        return written(graph, folder);
    }

    private static Path written(Graph graph, Path folder) {
        Path file = folder.resolve(graph.name() + ".onnx");
        try {
            graph.write(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return file;
    }
}
