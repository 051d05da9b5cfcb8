package io.fovea.explain;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shapes of a model's values at one size of the image, as ONNX Runtime finds them. */
final class ProbedShapes {
    private final Map<String, long[]> shapes;

    private ProbedShapes(Map<String, long[]> shapes) {
        this.shapes = shapes;
    }

    /**
     * Runs the model once on zeros, for the shapes alone: no value is kept. Blocks.
     *
     * @param input the shape of the image's tensor
     */
    static ProbedShapes of(Graph model, Way way, long[] input) {
        String image = way.image();
        Graph graph = model.copy();
        graph.setOutputs(List.of());
        Map<String, String> outputs = new LinkedHashMap<>();
        for (Node node : way.nodes()) {
            for (String value : way.outputs(node)) {
                String shape = graph.unused("shape_of_" + value);
                graph.append(Node.of("Shape", List.of(value), shape));
                graph.addOutput(new ValueInfo(shape, ElementType.INT64, Shape.of(-1)));
                outputs.put(value, shape);
            }
        }
        graph.prune();
        Map<String, long[]> shapes = new HashMap<>();
        shapes.put(image, input.clone());
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            Map<String, FloatTensor> answer =
                    session.run(Map.of(image, FloatTensor.allocate(input)), Cancellation.NONE);
            outputs.forEach((value, output) -> shapes.put(value, longs(answer.get(output))));
        }
        return new ProbedShapes(shapes);
    }

    private static long[] longs(FloatTensor tensor) {
        long[] sizes = new long[tensor.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = (long) tensor.data().get(i);
        }
        return sizes;
    }

    /** The shape of a value on the way. */
    Optional<long[]> of(String value) {
        return Optional.ofNullable(shapes.get(value)).map(long[]::clone);
    }
}
