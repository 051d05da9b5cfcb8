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
        return write(folder, "brightness", TestGraphs.brightness(factors));
    }

    /** Two classes of grey images of 16x16, of which vertical stripes speak for the second one; with its card. */
    static Path stripes(Path folder) throws IOException {
        Graph graph = Graph.create("stripes", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, 16, 16)));
        float[] kernels = {
            -1, 2, -1, -1, 2, -1, -1, 2, -1, -1, -1, -1, 2, 2, 2, -1, -1, -1, 0, 0, 0, 0, 1, 0, 0, 0, 0,
        };
        graph.put("kernels", Tensor.of(kernels, 3, 1, 3, 3));
        graph.put("head", Tensor.of(new float[] {-0.01f, 0.01f, 0, 0, 0, 0}, 3, 2));
        graph.append(Node.of(
                "Conv", List.of("image", "kernels"), "edges", Attributes.NONE.withIntegers("pads", 1, 1, 1, 1)));
        graph.append(Node.of("Relu", List.of("edges"), "maps"));
        graph.append(Node.of("GlobalAveragePool", List.of("maps"), "pooled"));
        graph.append(Node.of("Flatten", List.of("pooled"), "flat"));
        graph.put("bias", Tensor.of(1f, 0));
        graph.append(Node.of("Gemm", List.of("flat", "head", "bias"), "scores"));
        graph.expose("scores");
        Card.of(
                        "stripes",
                        Task.CLASSIFICATION,
                        List.of("plain", "striped"),
                        Input.resized(16, 16, Color.GRAY),
                        OutputValues.LOGITS)
                .writeTo(graph);
        return write(folder, "stripes", graph);
    }

    /** As StarDist's, of every second pixel: an object where red is bright, as far along all 32 rays as green says. */
    static Path stars(Path folder) throws IOException {
        return write(folder, "stars", TestGraphs.stars(127.5f));
    }

    /** As Cellpose's: red and green say how far down and to the right a pixel is drawn, blue whether there is an object. */
    static Path flows(Path folder) throws IOException {
        return write(folder, "flows", TestGraphs.flows(127.5f));
    }

    /** Makes of each pixel a block of two by two of its value; grey; without a card. */
    static Path twofold(Path folder) throws IOException {
        return write(folder, "twofold", TestGraphs.twofold());
    }

    /** Finds a dog in every image: corners 2, 1 and 6, 5 of 8x8 pixels, at a score of 0.75; without a card. */
    static Path detector(Path folder) throws IOException {
        return write(folder, "detector", TestGraphs.boxes(8, 2, 1, 6, 5, 0.75f, 1));
    }

    /** Two classes, more red than blue and more blue than red, if red comes first; without a card. */
    static Path colours(Path folder) throws IOException {
        return write(folder, "colours", TestGraphs.colours());
    }

    /** Says by two classes whether an image of 4x4 is bright, and by a mask which pixels are; without a card. */
    static Path classAndMask(Path folder) throws IOException {
        return write(folder, "both", TestGraphs.classAndMask());
    }

    /** Makes of each pixel the mean of the nine around it; grey, nothing beyond the edge. */
    static Path smoothing(Path folder) throws IOException {
        Graph graph = TestGraphs.smoothing();
        Card.of("smoothing", Task.TRANSFORM, List.of(), Input.tiled(Color.GRAY, 1, 1), OutputValues.LOGITS)
                .writeTo(graph);
        return write(folder, "smoothing", graph);
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
        return write(folder, "bright-or-dark", graph);
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
        return write(folder, "red", graph);
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
        return write(folder, "bright", graph);
    }

    private static Path write(Path folder, String name, Graph graph) throws IOException {
        Path file = folder.resolve(name + ".onnx");
        graph.write(file);
        return file;
    }
}
