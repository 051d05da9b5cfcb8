package io.fovea.graph.operator;

import io.fovea.graph.Node;
import io.fovea.graph.Shape;

/** The shape of an operator's output, as far as it follows before any run. */
@FunctionalInterface
interface ShapeRule {

    /** Nothing follows. */
    ShapeRule UNKNOWN = (facts, node, x) -> Shape.UNKNOWN;

    /** That of the first input. */
    ShapeRule LIKE = (facts, node, x) -> x;

    /** That which all inputs are repeated to. */
    ShapeRule BROADCAST = (facts, node, x) -> Shapes.broadcast(facts, node.inputs());

    /** As many axes as the first input has. */
    ShapeRule OF_RANK = (facts, node, x) -> Shape.ofRank(x.rank());

    /**
     * The shape of one output.
     *
     * @param x the first input's, which is known if there is one
     */
    Shape of(ValueFacts facts, Node node, Shape x);
}
