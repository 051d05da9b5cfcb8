package io.fovea.explain;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import io.fovea.model.Card;
import io.fovea.model.DetectorHead;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Detectors of 16x16 grey pixels, 0..255, with four cells of 8x8 pixels. A cell's box is itself; its scores rest on nothing
 * but its own pixels.
 */
final class DetectorNets {
    static final int CELLS = 4;

    /** Of a class's logit: the mean brightness of the cell is 100 times this. */
    static final float SLOPE = 1 / 6400f;

    private DetectorNets() {}

    /** As YOLOv8: the logit of class {@code a} is the mean brightness over 100, less 1; that of {@code b} the negative of it. */
    static Model columns(Fit fit) {
        Graph graph = begun();
        float[] weights = new float[2 * 64];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i < 64 ? SLOPE : -SLOPE;
        }
        graph.put("w", Tensor.of(weights, 2, 1, 8, 8));
        graph.put("b", Tensor.of(new float[] {-1, 1}, 2));
        conv(graph, "x", "w", "b", "logits", 8);
        graph.put("flat", Tensor.of(new long[] {1, 2, 4}, 3));
        graph.append(Node.of("Reshape", List.of("logits", "flat"), "rows"));
        graph.append(Node.of("Sigmoid", List.of("rows"), "classes"));
        graph.put("boxes", Tensor.of(new float[] {4, 12, 4, 12, 4, 4, 12, 12, 8, 8, 8, 8, 8, 8, 8, 8}, 1, 4, 4));
        graph.append(Node.of("Concat", List.of("boxes", "classes"), "y", Attributes.NONE.with("axis", 1L)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 6, 4)));
        return model(graph, DetectorHead.YOLOV8, fit);
    }

    /** As YOLOv5, by two layers of random weights: objectness and two classes, each behind a sigmoid, rows for cells. */
    static Model rows() {
        Graph graph = begun();
        Random random = new Random(3);
        graph.put("w1", Tensor.of(random(random, 4 * 16, 0.003f), 4, 1, 4, 4));
        graph.put("b1", Tensor.of(random(random, 4, 0.5f), 4));
        conv(graph, "x", "w1", "b1", "hidden", 4);
        graph.append(Node.of("Tanh", List.of("hidden"), "features"));
        graph.put("w2", Tensor.of(random(random, 3 * 16, 0.8f), 3, 4, 2, 2));
        graph.put("b2", Tensor.of(new float[] {2, 2, 1}, 3));
        conv(graph, "features", "w2", "b2", "logits", 2);
        graph.put("flat", Tensor.of(new long[] {1, 3, 4}, 3));
        graph.append(Node.of("Reshape", List.of("logits", "flat"), "columns"));
        graph.append(Node.of("Transpose", List.of("columns"), "turned", Attributes.NONE.withIntegers("perm", 0, 2, 1)));
        graph.append(Node.of("Sigmoid", List.of("turned"), "scores"));
        graph.put("boxes", Tensor.of(new float[] {4, 4, 8, 8, 12, 4, 8, 8, 4, 12, 8, 8, 12, 12, 8, 8}, 1, 4, 4));
        graph.append(Node.of("Concat", List.of("boxes", "scores"), "y", Attributes.NONE.with("axis", 2L)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 4, 7)));
        return model(graph, DetectorHead.YOLOV5, Fit.RESIZE);
    }

    private static float[] random(Random random, int count, float size) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() * size;
        }
        return values;
    }

    private static Graph begun() {
        Graph graph = Graph.create("cells", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 16, 16)));
        return graph;
    }

    private static void conv(Graph graph, String x, String weights, String bias, String y, long stride) {
        graph.append(
                Node.of("Conv", List.of(x, weights, bias), y, Attributes.NONE.withIntegers("strides", stride, stride)));
    }

    private static Model model(Graph graph, DetectorHead head, Fit fit) {
        Normalisation asItIs = new Normalisation(1, new float[] {0}, new float[] {1}, Stretch.NONE, 0.1, 99.9);
        Input input = new Input(
                OptionalInt.of(16), OptionalInt.of(16), 1, List.of(), Layout.NCHW, Color.GRAY, asItIs, fit, 0, 1);
        Card.of("cells", Task.DETECTION, List.of("a", "b"), input, OutputValues.INDEPENDENT_PROBABILITIES)
                .withHead(head)
                .writeTo(graph);
        return Model.of(graph);
    }
}
