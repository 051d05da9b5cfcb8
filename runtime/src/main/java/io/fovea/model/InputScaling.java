package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.Operators;
import java.util.List;
import java.util.Optional;

/**
 * What a graph's first operators make of its input, as far as they add and multiply constants: {@code x * factor + offset},
 * over all channels in the mean.
 *
 * @param centre the input value that is taken for the middle, where a mean is taken off; not a number otherwise
 */
record InputScaling(double factor, double offset, double centre) {
    /** A mean beyond this is one of pixels in 0..255. */
    private static final double LARGEST_CENTRE_OF_UNIT = 1.5;

    /** A factor below this brings 0..255 down. */
    private static final double LARGEST_FACTOR_OF_BYTES = 1 / 50.;

    /** A factor above this brings 0..1 up to 0..255. */
    private static final double SMALLEST_FACTOR_OF_UNIT = 100;

    /** Follows a graph from its first input. */
    static InputScaling of(Graph graph) {
        InputScaling scaling = new InputScaling(1, 0, Double.NaN);
        String value = graph.inputs().isEmpty() ? "" : graph.inputs().get(0).name();
        while (true) {
            List<Node> consumers = graph.consumers(value);
            if (consumers.size() != 1) {
                return scaling;
            }
            Node node = consumers.get(0);
            Optional<InputScaling> next =
                    Operators.of(node).carries() ? Optional.of(scaling) : scaling.through(graph, node, value);
            if (next.isEmpty()) {
                return scaling;
            }
            scaling = next.get();
            value = node.outputs().get(0);
        }
    }

    private Optional<InputScaling> through(Graph graph, Node node, String value) {
        if (node.is("BatchNormalization")) {
            Optional<Double> mean = mean(graph, node.input(3));
            Optional<Double> variance = mean(graph, node.input(4));
            return mean.flatMap(m -> variance.map(v -> plus(-m).times(1 / Math.sqrt(Math.max(v, 1e-12)))));
        }
        if (node.inputs().size() != 2) {
            return Optional.empty();
        }
        boolean first = node.input(0).equals(value);
        Optional<Double> constant = mean(graph, node.input(first ? 1 : 0));
        if (node.is("Add")) {
            return constant.map(this::plus);
        }
        if (node.is("Mul")) {
            return constant.map(this::times);
        }
        if (node.is("Sub") && first) {
            return constant.map(number -> plus(-number));
        }
        if (node.is("Div") && first) {
            return constant.filter(number -> number != 0).map(number -> times(1 / number));
        }
        return Optional.empty();
    }

    private InputScaling plus(double number) {
        double moved = offset + number;
        return new InputScaling(factor, moved, -moved / factor);
    }

    private InputScaling times(double number) {
        return new InputScaling(factor * number, offset * number, centre);
    }

    private static Optional<Double> mean(Graph graph, String constant) {
        return graph.constant(constant)
                .filter(tensor -> tensor.type().isFloatingPoint())
                .map(Tensor::toFloats)
                .filter(numbers -> numbers.length > 0)
                .map(numbers -> {
                    double sum = 0;
                    for (float number : numbers) {
                        sum += number;
                    }
                    return sum / numbers.length;
                });
    }

    /** The range of pixel values that is expected, if that can be told. */
    Optional<PixelValues> range() {
        if (centre > 0) {
            return Optional.of(centre > LARGEST_CENTRE_OF_UNIT ? PixelValues.BYTES : PixelValues.UNIT);
        }
        if (Double.isNaN(centre) && factor > 0 && factor <= LARGEST_FACTOR_OF_BYTES) {
            return Optional.of(PixelValues.BYTES);
        }
        return Double.isNaN(centre) && factor >= SMALLEST_FACTOR_OF_UNIT
                ? Optional.of(PixelValues.UNIT)
                : Optional.empty();
    }
}
