package io.fovea.graph.operator;

import io.fovea.graph.ElementType;
import io.fovea.graph.Node;

/** The element type of an operator's output. */
@FunctionalInterface
interface TypeRule {

    /** That of one output. */
    ElementType of(ValueFacts facts, Node node);

    /** Always the same. */
    static TypeRule always(ElementType type) {
        return (facts, node) -> type;
    }

    /** That of an input, undefined where it is left out. */
    static TypeRule like(int input) {
        return (facts, node) -> facts.type(node.input(input));
    }

    /** That which an attribute names; else what another rule says. */
    static TypeRule named(String attribute, TypeRule otherwise) {
        return (facts, node) -> node.attributes().has(attribute)
                ? ElementType.of((int) node.attributes().integer(attribute, 0))
                : otherwise.of(facts, node);
    }
}
