package io.fovea.session;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shapes of a model's values for inputs of given shapes, as ONNX Runtime finds them. Immutable. */
public final class ProbedShapes {
    private final Map<String, long[]> shapes;

    private ProbedShapes(Map<String, long[]> shapes) {
        this.shapes = shapes;
    }

    /**
     * Runs the model once on zeros, on the CPU, for the shapes alone: no value is kept. Blocks.
     *
     * @param inputs the shape of each of the model's inputs, every dimension at least 1
     * @param values those whose shapes are wanted
     * @throws io.fovea.FoveaException if the model does not run on inputs of these shapes
     */
    public static ProbedShapes of(Graph model, Map<String, long[]> inputs, Collection<String> values) {
        Graph graph = model.copy();
        graph.setOutputs(List.of());
        Map<String, String> outputs = new LinkedHashMap<>();
        for (String value : values) {
            String output = graph.unused("shape_of_" + value);
            graph.append(Node.of("Shape", List.of(value), output));
            graph.addOutput(new ValueInfo(output, ElementType.INT64, Shape.of(-1)));
            outputs.put(value, output);
        }
        graph.prune();
        Map<String, long[]> shapes = new HashMap<>();
        Map<String, FloatTensor> zeros = new HashMap<>();
        inputs.forEach((input, shape) -> {
            shapes.put(input, shape.clone());
            zeros.put(input, FloatTensor.allocate(shape));
        });
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            Map<String, FloatTensor> answer = session.run(zeros, Cancellation.NONE);
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

    /** The shape of an input or of a value that was asked for; empty for any other. */
    public Optional<long[]> of(String value) {
        return Optional.ofNullable(shapes.get(value)).map(long[]::clone);
    }

    /** How many numbers the inputs and the values asked for hold together. */
    public long elements() {
        return shapes.values().stream().mapToLong(Tensor::elements).sum();
    }
}
