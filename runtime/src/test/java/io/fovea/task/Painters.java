package io.fovea.task;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import java.util.Arrays;
import java.util.List;

/** Networks that make an image of an image. */
final class Painters {
    private Painters() {}

    static Card card(Input input) {
        return Card.of("painter", Task.TRANSFORM, List.of(), input, OutputValues.LOGITS);
    }

    static Graph plain(int channels, int side, String last) {
        Graph graph = Graph.create("plain", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, channels, side, side)));
        if (!last.equals("Conv")) {
            graph.append(Node.of(last, List.of("x"), "y"));
            graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, channels, side, side)));
        }
        return graph;
    }

    static Graph conv(Graph graph) {
        long classes = graph.initializers().get("w").shape()[0];
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, classes, -1, -1)));
        return graph;
    }

    /** RGB in, RGB out: one function of each value, scaled and shifted. */
    static Graph bent(String bend, float factor, float shift) {
        Graph graph = Graph.create("bent", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, -1, -1)));
        graph.append(Node.of(bend, List.of("x"), "a"));
        String last = "a";
        if (factor != 1 || shift != 0) {
            graph.put("factor", Tensor.scalar(factor));
            graph.put("shift", Tensor.of(new float[] {shift, shift, shift}, 3, 1, 1));
            graph.append(Node.of("Mul", List.of("factor", "a"), "b"));
            graph.append(Node.of("Add", List.of("b", "shift"), "c"));
            last = "c";
        }
        graph.append(Node.of("Identity", List.of(last), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 3, -1, -1)));
        return graph;
    }

    /** Each pixel several times, along both axes: a transposed convolution with ones. */
    static Graph repeating(int channels, int scale, int side) {
        Graph graph = Graph.create("repeating", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, channels, side, side)));
        float[] ones = new float[channels * scale * scale];
        Arrays.fill(ones, 1);
        graph.put("w", Tensor.of(ones, channels, 1, scale, scale));
        graph.append(Node.of(
                "ConvTranspose",
                List.of("x", "w"),
                "y",
                Attributes.NONE.withIntegers("strides", scale, scale).with("group", channels)));
        int larger = side < 0 ? side : scale * side;
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, channels, larger, larger)));
        return graph;
    }
}
