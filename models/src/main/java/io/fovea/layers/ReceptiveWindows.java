package io.fovea.layers;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.model.ReceptiveField;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Follows receptive windows through a graph, layer by layer and on coarser grids too. How far a single operator reaches
 * is {@link ReceptiveField}'s knowledge, which is about whole models whose answer is as fine as their input.
 */
final class ReceptiveWindows {

    private final Graph graph;
    private final Map<String, ReceptiveWindow> windows = new HashMap<>();

    private ReceptiveWindows(Graph graph) {
        this.graph = graph;
    }

    /** The window of every value that depends on the first input. */
    static Map<String, ReceptiveWindow> of(Graph graph) {
        ReceptiveWindows all = new ReceptiveWindows(graph);
        graph.inputs().stream().findFirst().ifPresent(image -> all.windows.put(image.name(), ReceptiveWindow.PIXEL));
        graph.nodes().forEach(all::follow);
        return all.windows;
    }

    private void follow(Node node) {
        Optional<ReceptiveWindow> seen = node.inputs().stream()
                .filter(windows::containsKey)
                .map(windows::get)
                .reduce(ReceptiveWindow::union);
        seen.map(window -> through(node, window))
                .ifPresent(window -> node.outputs().forEach(output -> windows.put(output, window)));
    }

    private ReceptiveWindow through(Node node, ReceptiveWindow seen) {
        long stride =
                Arrays.stream(node.attributes().integers("strides", 1)).max().orElse(1);
        return switch (node.op()) {
            case "Conv", "MaxPool", "AveragePool", "LpPool" -> alongReach(node, seen, 1, stride);
            // Between its strides a transposed kernel touches only every stride-th of its weights.
            case "ConvTranspose" -> alongReach(node, seen, stride, 1.0 / stride);
            case "Resize", "Upsample" -> resized(node, seen);
            case "Pad" -> seen;
            default -> reach(node).orElse(1) == 0 ? seen : ReceptiveWindow.WHOLE_IMAGE;
        };
    }

    private ReceptiveWindow alongReach(Node node, ReceptiveWindow seen, long every, double stride) {
        OptionalInt reach = reach(node);
        return reach.isPresent() ? seen.window(reach.getAsInt() / every, stride) : ReceptiveWindow.WHOLE_IMAGE;
    }

    private ReceptiveWindow resized(Node node, ReceptiveWindow seen) {
        // Upsample took its scales as the second input, Resize takes them as the third since operator set 11.
        Optional<float[]> scales = graph.constant(node.input(node.inputs().size() > 2 ? 2 : 1))
                .filter(values -> values.type().isFloatingPoint())
                .map(Tensor::toFloats)
                .filter(values -> values.length == 4 && values[2] > 0);
        if (scales.isEmpty()) {
            return ReceptiveWindow.WHOLE_IMAGE;
        }
        int more =
                switch (node.attributes().text("mode", "nearest")) {
                    case "nearest" -> 0;
                    case "linear" -> 1;
                    default -> 3;
                };
        return seen.window(more, 1 / scales.get()[2]);
    }

    /** The last element that a node by itself, unpadded and moving by one, takes besides the first. */
    private OptionalInt reach(Node node) {
        Graph alone = Graph.create(node.name(), graph.opset());
        for (String input : node.dependencies()) {
            graph.constant(input)
                    .ifPresentOrElse(
                            constant -> alone.put(input, constant),
                            () -> alone.addInput(new ValueInfo(input, ElementType.FLOAT, Shape.UNKNOWN)));
        }
        Attributes plain = node.attributes().without("pads").without("strides").without("auto_pad");
        alone.append(node.withAttributes(plain));
        ReceptiveField field = ReceptiveField.of(alone, node.output());
        return field.isBounded() ? OptionalInt.of(field.radius()) : OptionalInt.empty();
    }
}
