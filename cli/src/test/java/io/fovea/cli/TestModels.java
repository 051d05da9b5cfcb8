package io.fovea.cli;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Models small enough to be made by a test. */
final class TestModels {
    private TestModels() {}

    /** Ten classes, of which it knows nothing; without a card. */
    static Path classifier(Path folder) throws IOException {
        Path file = folder.resolve("untrained.onnx");
        Zoo.find("digits").build(Architecture.Settings.DEFAULT).write(file);
        return file;
    }

    /** The mean brightness of a grey image of any size by each of some factors; without a card. */
    static Path brightness(Path folder, float... factors) throws IOException {
        Graph graph = Graph.create("", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, 16, 16)));
        graph.put("factors", Tensor.of(factors, factors.length, 1, 1, 1));
        graph.append(Node.of("GlobalAveragePool", List.of("image"), "mean"));
        graph.append(Node.of("Conv", List.of("mean", "factors"), "numbers"));
        graph.append(Node.of("Flatten", List.of("numbers"), "flat"));
        graph.addOutput(new ValueInfo("flat", ElementType.FLOAT, Shape.of(1, factors.length)));
        Path file = folder.resolve("brightness.onnx");
        graph.write(file);
        return file;
    }

    /** As StarDist's, of every second pixel: an object where red is bright, as far along all 32 rays as green says. */
    static Path stars(Path folder) throws IOException {
        Graph graph = Graph.create("", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 3, -1, -1)));
        graph.put("red", Tensor.of(new float[] {1, 0, 0}, 1, 3, 1, 1));
        graph.put("half", Tensor.of(new float[] {-127.5f}, 1));
        float[] green = new float[32 * 3];
        for (int ray = 0; ray < 32; ray++) {
            green[3 * ray + 1] = 1;
        }
        graph.put("green", Tensor.of(green, 32, 3, 1, 1));
        Attributes second = Attributes.NONE.withIntegers("strides", 2, 2);
        graph.append(Node.of("Conv", List.of("image", "red", "half"), "score", second));
        graph.append(Node.of("Sigmoid", List.of("score"), "prob"));
        graph.append(Node.of("Conv", List.of("image", "green"), "dist", second));
        graph.addOutput(new ValueInfo("prob", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.addOutput(new ValueInfo("dist", ElementType.FLOAT, Shape.of(1, 32, -1, -1)));
        Path file = folder.resolve("stars.onnx");
        graph.write(file);
        return file;
    }

    /** As Cellpose's: red and green say how far down and to the right a pixel is drawn, blue whether there is an object. */
    static Path flows(Path folder) throws IOException {
        Graph graph = Graph.create("", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 3, -1, -1)));
        graph.put("w", Tensor.of(new float[] {0.04f, 0, 0, 0, 0.04f, 0, 0, 0, 1}, 3, 3, 1, 1));
        graph.put("b", Tensor.of(new float[] {-5.1f, -5.1f, -127.5f}, 3));
        graph.append(Node.of("Conv", List.of("image", "w", "b"), "flows"));
        graph.addOutput(new ValueInfo("flows", ElementType.FLOAT, Shape.of(1, 3, -1, -1)));
        Path file = folder.resolve("flows.onnx");
        graph.write(file);
        return file;
    }

    /** Makes of each pixel a block of two by two of its value; grey; without a card. */
    static Path twofold(Path folder) throws IOException {
        Graph graph = Graph.create("", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("ones", Tensor.of(new float[] {1, 1, 1, 1}, 1, 1, 2, 2));
        Attributes twice = Attributes.NONE.withIntegers("strides", 2, 2);
        graph.append(Node.of("ConvTranspose", List.of("image", "ones"), "larger", twice));
        graph.addOutput(new ValueInfo("larger", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        Path file = folder.resolve("twofold.onnx");
        graph.write(file);
        return file;
    }

    /** Finds a dog in every image: corners 2, 1 and 6, 5 of 8x8 pixels, at a score of 0.75; without a card. */
    static Path detector(Path folder) throws IOException {
        Graph graph = Graph.create("", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 3, 8, 8)));
        graph.put("row", Tensor.of(new float[] {2, 1, 6, 5, 0.75f, 1}, 1, 1, 6));
        graph.put("zero", Tensor.of(0f));
        graph.put("single", Tensor.of(new long[] {1, 1, 1}, 3));
        graph.append(Node.of("ReduceMax", List.of("image"), "most"));
        graph.append(Node.of("Mul", List.of("most", "zero"), "none"));
        graph.append(Node.of("Reshape", List.of("none", "single"), "flat"));
        graph.append(Node.of("Add", List.of("flat", "row"), "rows"));
        graph.addOutput(new ValueInfo("rows", ElementType.FLOAT, Shape.of(1, 1, 6)));
        Path file = folder.resolve("detector.onnx");
        graph.write(file);
        return file;
    }

    /** Two classes, more red than blue and more blue than red, if red comes first; without a card. */
    static Path colours(Path folder) throws IOException {
        Graph graph = Graph.create("colours", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 3, 1, 1)));
        graph.put("weight", Tensor.of(new float[] {1, 0, -1, -1, 0, 1}, new long[] {2, 3, 1, 1}));
        graph.append(Node.of("Conv", List.of("image", "weight"), "map", Attributes.NONE));
        graph.append(Node.of("Flatten", List.of("map"), "scores"));
        graph.addOutput(new ValueInfo("scores", ElementType.FLOAT, Shape.of(1, 2)));
        Path file = folder.resolve("colours.onnx");
        graph.write(file);
        return file;
    }

    /** Says by two classes whether an image of 4x4 is bright, and by a mask which pixels are; without a card. */
    static Path classAndMask(Path folder) throws IOException {
        Graph graph = Graph.create("both", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, 4, 4)));
        graph.put("weight", Tensor.of(new float[] {-1, 1}, 2, 1, 1, 1));
        graph.put("bias", Tensor.of(100f, -100f));
        graph.append(Node.of("Conv", List.of("image", "weight", "bias"), "scores"));
        graph.append(Node.of("GlobalAveragePool", List.of("scores"), "mean"));
        graph.append(Node.of("Flatten", List.of("mean"), "class"));
        graph.append(Node.of("Softmax", List.of("scores"), "mask", Attributes.NONE.with("axis", 1)));
        graph.addOutput(new ValueInfo("class", ElementType.FLOAT, Shape.of(1, 2)));
        graph.addOutput(new ValueInfo("mask", ElementType.FLOAT, Shape.of(1, 2, 4, 4)));
        Path file = folder.resolve("both.onnx");
        graph.write(file);
        return file;
    }

    /** Makes of each pixel the mean of the nine around it; grey, nothing beyond the edge. */
    static Path smoothing(Path folder) throws IOException {
        Graph graph = Graph.create("smoothing", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        float[] ninths = new float[9];
        Arrays.fill(ninths, 1 / 9f);
        graph.put("ninths", Tensor.of(ninths, 1, 1, 3, 3));
        Attributes around = Attributes.NONE.withIntegers("pads", 1, 1, 1, 1);
        graph.append(Node.of("Conv", List.of("image", "ninths"), "smooth", around));
        graph.addOutput(new ValueInfo("smooth", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        Card.of("smoothing", Task.TRANSFORM, List.of(), Input.tiled(Color.GRAY, 1, 1), OutputValues.LOGITS)
                .writeTo(graph);
        Path file = folder.resolve("smoothing.onnx");
        graph.write(file);
        return file;
    }

    /** Says of a grey image whether it is bright (above 170), dark (below 64) or between. */
    static Path brightOrDark(Path folder) throws IOException {
        Graph graph = Graph.create("bright-or-dark", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, 8, 8)));
        graph.put("weights", Tensor.of(new float[] {1, -1, 0}, 3, 1, 1, 1));
        graph.put("bias", Tensor.of(-170f, 64f, 0f));
        graph.append(Node.of("Conv", List.of("image", "weights", "bias"), "scores"));
        graph.append(Node.of("GlobalAveragePool", List.of("scores"), "mean"));
        graph.append(Node.of("Flatten", List.of("mean"), "classes"));
        graph.addOutput(new ValueInfo("classes", ElementType.FLOAT, Shape.of(1, 3)));
        List<String> labels = List.of("bright", "dark", "between");
        Input input = Input.resized(8, 8, Color.GRAY);
        Card.of("bright-or-dark", Task.CLASSIFICATION, labels, input, OutputValues.LOGITS)
                .writeTo(graph);
        Path file = folder.resolve("bright-or-dark.onnx");
        graph.write(file);
        return file;
    }

    /** As {@link #trimap}, for colour images, of which it sees the red. */
    static Path redTrimap(Path folder) throws IOException {
        Graph graph = Graph.create("red", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 3, -1, -1)));
        graph.put("weight", Tensor.of(new float[] {1, 0, 0, -1, 0, 0, 0, 0, 0}, 3, 3, 1, 1));
        graph.put("bias", Tensor.of(-100f, 100f, -1000f));
        graph.append(Node.of("Conv", List.of("image", "weight", "bias"), "scores"));
        graph.expose("scores");
        List<String> labels = List.of("foreground", "background", "contour");
        Card.of("red", Task.TRIMAP, labels, Input.tiled(Color.RGB, 0, 1), OutputValues.LOGITS)
                .writeTo(graph);
        Path file = folder.resolve("red.onnx");
        graph.write(file);
        return file;
    }

    /** A trimap model that takes for foreground what is brighter than 100, and finds no contour. */
    static Path trimap(Path folder) throws IOException {
        Graph graph = Graph.create("bright", 17);
        Shape shape = Shape.of(List.of(
                Dimension.free("batch"), Dimension.fixed(1), Dimension.free("height"), Dimension.free("width")));
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, shape));
        graph.put("weight", Tensor.of(new float[] {1, -1, 0}, new long[] {3, 1, 1, 1}));
        graph.put("bias", Tensor.of(-100f, 100f, -1000f));
        graph.append(Node.of("Conv", List.of("image", "weight", "bias"), "scores", Attributes.NONE));
        graph.expose("scores");
        Card card = Card.of(
                "bright",
                Task.TRIMAP,
                List.of("foreground", "background", "contour"),
                Input.tiled(Color.GRAY, 0, 1),
                OutputValues.LOGITS);
        card.writeTo(graph);
        Path file = folder.resolve("bright.onnx");
        graph.write(file);
        return file;
    }
}
