package io.fovea.transfer;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Layout;
import io.fovea.model.Input;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Moves a model's preprocessing into its graph, so that it takes what every network trained here takes: batches of RGB
 * or grey pixels of 0 to 255, {@code [batch, C, H, W]}.
 */
final class RawPixels {

    private static final String LAYER = "pixels";

    private final Graph graph;
    private final Node first;
    private final String layer;
    private String value;

    private RawPixels(Graph graph, String input) {
        this.graph = graph;
        this.first = graph.nodes().get(0);
        this.layer = graph.unused(LAYER);
        this.value = input;
    }

    /**
     * Changes {@code graph}, whose only input becomes raw pixels of this size.
     *
     * @param input how it wanted them until now
     * @param height in pixels; empty for any
     * @param width in pixels; empty for any
     */
    static void into(Graph graph, Input input, OptionalInt height, OptionalInt width) {
        String name = graph.inputs().get(0).name();
        graph.addInput(new ValueInfo(
                name,
                ElementType.FLOAT,
                Shape.of(List.of(
                        Shape.Dimension.free("batch"),
                        Shape.Dimension.fixed(input.channels()),
                        size(height, "height"),
                        size(width, "width")))));
        new RawPixels(graph, name).write(input);
    }

    private static Shape.Dimension size(OptionalInt pixels, String free) {
        return pixels.isPresent() ? Shape.Dimension.fixed(pixels.getAsInt()) : Shape.Dimension.free(free);
    }

    private void write(Input input) {
        if (!input.normalisation().steps().isEmpty()) {
            throw new FoveaException("What the network's card calls 'steps' measures whole images, which cannot become"
                    + " layers of a network that is trained on; take another base.");
        }
        String raw = value;
        List<Node> readers = List.copyOf(graph.consumers(raw));
        if (input.color() == Color.BGR) {
            node("Gather", Attributes.NONE.with("axis", 1), Tensor.of(2L, 1L, 0L));
        }
        if (input.scale() != 1) {
            node("Mul", Attributes.NONE, Tensor.scalar(input.scale()));
        }
        if (differs(input.mean(), 0)) {
            node("Sub", Attributes.NONE, perChannel(input.mean()));
        }
        if (differs(input.std(), 1)) {
            node("Div", Attributes.NONE, perChannel(input.std()));
        }
        if (input.layout() == Layout.NHWC) {
            node("Transpose", Attributes.NONE.withIntegers("perm", 0, 2, 3, 1));
        }
        if (!value.equals(raw)) {
            for (Node reader : readers) {
                graph.replace(
                        reader,
                        reader.withInputs(reader.inputs().stream()
                                .map(name -> name.equals(raw) ? value : name)
                                .toList()));
            }
        }
    }

    private static boolean differs(float[] values, float from) {
        for (float each : values) {
            if (each != from) {
                return true;
            }
        }
        return false;
    }

    private static Tensor perChannel(float[] values) {
        return values.length == 1 ? Tensor.scalar(values[0]) : Tensor.of(values, 1, values.length, 1, 1);
    }

    private void node(String op, Attributes attributes, Tensor... settings) {
        List<String> inputs = new java.util.ArrayList<>(List.of(value));
        Arrays.stream(settings)
                .map(setting -> insert("Constant", List.of(), Attributes.NONE.with("value", setting)))
                .forEach(inputs::add);
        value = insert(op, inputs, attributes);
    }

    private String insert(String op, List<String> inputs, Attributes attributes) {
        Node node = Node.of(op, inputs, graph.unused(layer + "/" + op), attributes);
        return graph.insertBefore(graph.nodes().get(graph.nodes().indexOf(first)), node)
                .output();
    }
}
