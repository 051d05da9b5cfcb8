package io.fovea.model;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operators;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network that begins by taking ImageNet's mean off the pixels, colour by colour: the order of the three numbers is that
 * of the colours.
 */
final class MeanOrderConvention implements Convention {
    private static final float[] RED_FIRST = {123.68f, 116.779f, 103.939f};
    private static final float NEAR = 1;

    @Override
    public String name() {
        return "ImageNet's mean in the graph";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        float[] taken =
                first(clues.graph()).flatMap(node -> three(clues.graph(), node)).orElse(new float[0]);
        if (isMean(taken, 0, 1)) {
            return Map.of(CardKey.COLOR, "rgb", CardKey.PIXELS, PixelValues.BYTES.word());
        }
        return isMean(taken, 2, -1) ? Map.of(CardKey.COLOR, "bgr", CardKey.PIXELS, PixelValues.BYTES.word()) : Map.of();
    }

    /** The node that first does something to the image. */
    private static Optional<Node> first(Graph graph) {
        String value = graph.inputs().get(0).name();
        while (true) {
            List<Node> consumers = graph.consumers(value);
            if (consumers.size() != 1) {
                return Optional.empty();
            }
            Node node = consumers.get(0);
            if (!Operators.of(node).carries()) {
                return Optional.of(node);
            }
            value = node.outputs().get(0);
        }
    }

    private static Optional<float[]> three(Graph graph, Node node) {
        float[] bias = node.is("ImageScaler") ? node.attributes().reals("bias") : new float[0];
        boolean added = Operators.of(node).is(Family.ARITHMETIC);
        return Optional.of(bias)
                .filter(numbers -> numbers.length > 0)
                .or(() -> added
                        ? node.inputs().stream()
                                .flatMap(input -> graph.constant(input).stream())
                                .filter(constant -> constant.type() == ElementType.FLOAT)
                                .map(Tensor::toFloats)
                                .findFirst()
                        : Optional.empty())
                .filter(numbers -> numbers.length == RED_FIRST.length);
    }

    private static boolean isMean(float[] numbers, int start, int step) {
        for (int i = 0; i < numbers.length; i++) {
            if (Math.abs(Math.abs(numbers[i]) - RED_FIRST[start + i * step]) > NEAR) {
                return false;
            }
        }
        return numbers.length > 0;
    }
}
