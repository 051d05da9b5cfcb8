package io.fovea.graph.operator;

import static io.fovea.graph.operator.Trait.FLAT;
import static io.fovea.graph.operator.Trait.LINEAR;

import java.util.List;

/** Arithmetic, element by element: of several operands, which are repeated to one shape, and of one. */
final class ArithmeticFacts {

    private static final Operator SEVERAL =
            Operator.of(Family.ARITHMETIC).by(Dependence.ELEMENT).shaped(ShapeRule.BROADCAST);

    private static final Operator ONE =
            Operator.of(Family.ARITHMETIC).by(Dependence.ELEMENT).shaped(ShapeRule.LIKE);

    static final List<Operator> TABLE = List.of(
            SEVERAL.named("Add").with(LINEAR),
            SEVERAL.named("Sub").with(LINEAR),
            SEVERAL.named("Mul").with(LINEAR),
            SEVERAL.named("Div").with(LINEAR),
            SEVERAL.named("Pow"),
            SEVERAL.named("Mod"),
            SEVERAL.named("Sum").with(LINEAR),
            SEVERAL.named("Mean").with(LINEAR),
            SEVERAL.named("Min"),
            SEVERAL.named("Max"),
            SEVERAL.named("Where").typed(TypeRule.like(1)),
            ONE.named("Neg").with(LINEAR),
            ONE.named("Affine").with(LINEAR),
            ONE.named("ImageScaler").by(Dependence.CHANNEL).with(LINEAR),
            ONE.named("Abs"),
            ONE.named("Sign").with(FLAT),
            ONE.named("Floor").with(FLAT),
            ONE.named("Ceil").with(FLAT),
            ONE.named("Round").with(FLAT),
            ONE.named("Sqrt"),
            ONE.named("Exp"),
            ONE.named("Log"),
            ONE.named("Reciprocal"),
            ONE.named("Erf"),
            ONE.named("Sin"),
            ONE.named("Cos"),
            ONE.named("Tan"),
            ONE.named("Asin"),
            ONE.named("Acos"),
            ONE.named("Atan"),
            ONE.named("Sinh"),
            ONE.named("Cosh"),
            ONE.named("Asinh"),
            ONE.named("Acosh"),
            ONE.named("Atanh"));

    private ArithmeticFacts() {}
}
