package io.fovea.anatomy;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Layout;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import java.util.List;
import java.util.Random;

/** A classifier small enough to be run in a test. */
public final class TinyClassifier {
    private TinyClassifier() {}

    /**
     * Grey of any size; convolution to 6 channels with normalisation and rectifier, of which channel 5 is always silent;
     * pooling; convolution to 4 channels; two classes.
     */
    public static Model of(int size, Layout layout) {
        Random random = new Random(3);
        Graph graph = Graph.create("tiny", 13);
        boolean last = layout == Layout.NHWC;
        graph.addInput(new ValueInfo(
                "x", ElementType.FLOAT, last ? Shape.of(-1, size, size, 1) : Shape.of(-1, 1, size, size)));
        String x = "x";
        if (last) {
            graph.append(
                    Node.of("Transpose", List.of("x"), "planar", Attributes.NONE.withIntegers("perm", 0, 3, 1, 2)));
            x = "planar";
        }
        graph.put("w1", weights(random, 0.02, 6, 1, 3, 3));
        graph.put("w2", weights(random, 0.3, 4, 6, 3, 3));
        graph.put("gain", Tensor.of(1f, 1, 1, 1, 1, 0));
        graph.put("shift", Tensor.of(0f, 0, 0, 0, 0, -1));
        graph.put("mean", Tensor.of(0f, 0, 0, 0, 0, 0));
        graph.put("variance", Tensor.of(1f, 1, 1, 1, 1, 1));
        Attributes pads = Attributes.NONE.withIntegers("pads", 1, 1, 1, 1);
        graph.append(new Node("first/Conv", "", "Conv", List.of(x, "w1"), List.of("conv"), pads));
        graph.append(Node.of("BatchNormalization", List.of("conv", "gain", "shift", "mean", "variance"), "normal"));
        graph.append(Node.of("Relu", List.of("normal"), "first"));
        graph.append(Node.of(
                "MaxPool",
                List.of("first"),
                "pool",
                Attributes.NONE.withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2)));
        graph.append(Node.of("Conv", List.of("pool", "w2"), "second", pads));
        graph.append(
                Node.of("Transpose", List.of("second"), "turned", Attributes.NONE.withIntegers("perm", 0, 2, 3, 1)));
        graph.append(Node.of("GlobalAveragePool", List.of("second"), "means"));
        graph.append(Node.of("Flatten", List.of("means"), "scores"));
        graph.append(Node.of("Softmax", List.of("scores"), "y", Attributes.NONE.with("axis", 1)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(-1, 4)));
        Input input = (size > 0 ? Input.resized(size, size, Color.GRAY) : Input.whole(Color.GRAY)).withLayout(layout);
        Card.of("tiny", Task.CLASSIFICATION, List.of("a", "b", "c", "d"), input, OutputValues.PROBABILITIES)
                .writeTo(graph);
        return Model.of(graph);
    }

    private static Tensor weights(Random random, double size, long... shape) {
        float[] values = new float[(int) Tensor.elements(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (size * random.nextGaussian());
        }
        return Tensor.of(values, shape);
    }
}
