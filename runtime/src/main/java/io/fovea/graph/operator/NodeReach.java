package io.fovea.graph.operator;

import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A node whose inputs see an image, some of them at least.
 *
 * @param seen what is seen by the values that depend on the image
 */
record NodeReach(ValueFacts facts, Node node, Map<String, Reaches> seen) {

    /** Whether an input depends on the image. */
    boolean sees(int input) {
        return seen.containsKey(node.input(input));
    }

    /** Whether an input, or a graph within the node, sees the whole of it. */
    boolean seesWhole() {
        return node.dependencies().stream()
                .anyMatch(value -> seen.containsKey(value) && seen.get(value).isWhole());
    }

    /** What an input sees if none but that depends on the image; else the whole. */
    Reaches only(int input) {
        boolean others = IntStream.range(0, node.inputs().size()).anyMatch(i -> i != input && sees(i));
        return sees(input) && !others ? seen.get(node.input(input)) : Reaches.WHOLE;
    }

    /** What all inputs see together, element by element; the whole where a single element is repeated over the image. */
    Reaches all() {
        return node.dependencies().stream()
                .filter(seen::containsKey)
                .map(value -> isRepeated(value) ? Reaches.WHOLE : seen.get(value))
                .reduce(Reaches::union)
                .orElse(Reaches.WHOLE);
    }

    /** Whether a value is known to have one element along an axis of the image, along which the output has more. */
    private boolean isRepeated(String value) {
        Shape after = facts.shape(node.output());
        Reaches reaches = seen.get(value);
        int lead = after.rank() - reaches.rank();
        return lead >= 0
                && IntStream.range(0, reaches.rank())
                        .filter(reaches::isAlongImage)
                        .anyMatch(axis -> facts.dimension(value, axis).size() == 1
                                && after.dimensions().get(axis + lead).size() != 1);
    }

    /** The rank of the node's first output, or what is given where that does not follow. */
    int rankOr(int otherwise) {
        int rank = facts.rank(node.output());
        return rank < 0 ? otherwise : rank;
    }
}
