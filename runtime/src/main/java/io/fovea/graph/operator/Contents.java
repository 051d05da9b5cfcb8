package io.fovea.graph.operator;

import io.fovea.graph.Attributes;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows shapes through the nodes that models compute them with, so that ranks behind Reshape and Expand are known. */
final class Contents {

    private Contents() {}

    /** The integers in the first output of {@code node}; empty where they are not known. */
    static List<Dimension> of(ValueFacts facts, Node node) {
        List<Dimension> x = facts.integers(node.input(0));
        return switch (node.op()) {
            case "Shape" -> shape(facts.shape(node.input(0)), node.attributes());
            case "Unsqueeze", "Squeeze", "Cast", "Identity", "Reshape" -> x;
            case "Concat" -> concatenated(facts, node);
            case "Gather" -> gathered(x, facts.constants(node.input(1)));
            case "Slice" -> sliced(facts, node, x);
            default -> List.of();
        };
    }

    private static List<Dimension> shape(Shape shape, Attributes attributes) {
        boolean whole = !attributes.has("start") && !attributes.has("end");
        return shape.known() && whole ? shape.dimensions() : List.of();
    }

    private static List<Dimension> concatenated(ValueFacts facts, Node node) {
        List<Dimension> all = new ArrayList<>();
        for (String input : node.inputs()) {
            List<Dimension> part = facts.integers(input);
            boolean one = facts.rank(input) == 1 && facts.dimension(input, 0).size() == 1;
            if (part.isEmpty() && !one) {
                return List.of();
            }
            all.addAll(part.isEmpty() ? List.of(Dims.UNKNOWN) : part);
        }
        return all;
    }

    private static List<Dimension> gathered(List<Dimension> x, Optional<long[]> indices) {
        List<Dimension> picked = new ArrayList<>();
        for (long index : indices.orElse(new long[0])) {
            int i = (int) (index < 0 ? index + x.size() : index);
            if (i < 0 || i >= x.size()) {
                return List.of();
            }
            picked.add(x.get(i));
        }
        return picked;
    }

    private static List<Dimension> sliced(ValueFacts facts, Node node, List<Dimension> x) {
        Optional<Slicing> slicing = Slicing.of(facts, node);
        if (x.isEmpty()
                || slicing.isEmpty()
                || slicing.get().axes().length != 1
                || slicing.get().steps()[0] != 1) {
            return List.of();
        }
        int begin = (int) slicing.get().begin(0, x.size());
        int end = (int) slicing.get().end(0, x.size());
        return begin < end ? x.subList(begin, end) : List.of();
    }
}
