package io.fovea.graph.operator;

import io.fovea.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A node whose inputs see an image, some of them at least.
 *
 * @param seen what is seen by the values that depend on the image
 */
record Looking(ValueFacts facts, Node node, Map<String, Reaches> seen) {

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

    /** What all inputs see together, element by element. */
    Reaches all() {
        List<Reaches> some = node.dependencies().stream()
                .filter(seen::containsKey)
                .map(seen::get)
                .toList();
        return some.stream().reduce(Reaches::union).orElse(Reaches.WHOLE);
    }

    /** The rank of the node's first output, or what is given where that does not follow. */
    int rankOr(int otherwise) {
        int rank = facts.rank(node.output());
        return rank < 0 ? otherwise : rank;
    }
}
