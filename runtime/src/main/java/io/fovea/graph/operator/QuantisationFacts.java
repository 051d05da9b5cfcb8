package io.fovea.graph.operator;

import static io.fovea.graph.ElementType.FLOAT;
import static io.fovea.graph.ElementType.UINT8;

import io.fovea.graph.ElementType;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import java.util.List;

/** Real numbers to whole ones and back. Steps and zero points go for all elements, or for those of a channel each. */
final class QuantisationFacts {

    private static final Operator STEPS = Operator.of(Family.QUANTISATION)
            .by(Dependence.CHANNEL)
            .shaped(ShapeRule.LIKE)
            .reaching(ReachRule.AT_PLACE_OF_FIRST);

    static final List<Operator> TABLE = List.of(
            STEPS.named("QuantizeLinear").typed(QuantisationFacts::quantised),
            STEPS.named("DequantizeLinear").typed(TypeRule.like(1)),
            STEPS.named("DynamicQuantizeLinear")
                    .by(Dependence.WHOLE)
                    .typed(TypeRule.always(UINT8), TypeRule.always(FLOAT), TypeRule.always(UINT8))
                    .shaped(ShapeRule.LIKE, QuantisationFacts::one, QuantisationFacts::one)
                    .reaching(ReachRule.WHOLE));

    private QuantisationFacts() {}

    private static ElementType quantised(ValueFacts facts, Node node) {
        if (node.hasInput(2)) {
            return facts.type(node.input(2));
        }
        return TypeRule.named("output_dtype", TypeRule.always(UINT8)).of(facts, node);
    }

    private static Shape one(ValueFacts facts, Node node, Shape x) {
        return Shape.of();
    }
}
