package io.fovea.graph.operator;

import io.fovea.graph.ElementType;
import java.util.List;

/** Questions answered with yes or no, element by element. */
final class ComparisonFacts {

    private static final Operator ONE = Operator.of(Family.COMPARISON)
            .by(Dependence.ELEMENT)
            .shaped(ShapeRule.LIKE)
            .typed(TypeRule.always(ElementType.BOOL))
            .with(Trait.FLAT);

    private static final Operator TWO = ONE.shaped(ShapeRule.BROADCAST);

    static final List<Operator> TABLE = List.of(
            TWO.named("Equal"),
            TWO.named("Less"),
            TWO.named("Greater"),
            TWO.named("LessOrEqual"),
            TWO.named("GreaterOrEqual"),
            TWO.named("And"),
            TWO.named("Or"),
            TWO.named("Xor"),
            ONE.named("Not"),
            ONE.named("IsNaN"),
            ONE.named("IsInf"));

    private ComparisonFacts() {}
}
