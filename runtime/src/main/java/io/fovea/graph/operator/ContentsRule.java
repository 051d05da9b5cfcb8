package io.fovea.graph.operator;

import io.fovea.graph.Node;
import io.fovea.graph.Shape.Dimension;
import java.util.List;

/**
 * The integers in an operator's first output as far as they are known. Models compute shapes with them, so that ranks
 * behind Reshape and Expand are known.
 */
@FunctionalInterface
interface ContentsRule {

    /** They are not known. */
    ContentsRule UNKNOWN = (facts, node) -> List.of();

    /** Those of the first input. */
    ContentsRule SAME = (facts, node) -> facts.integers(node.input(0));

    /** They are; empty where they are not known. */
    List<Dimension> of(ValueFacts facts, Node node);
}
