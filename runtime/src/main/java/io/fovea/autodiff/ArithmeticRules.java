package io.fovea.autodiff;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Arithmetic, element by element. Operands are broadcast, so gradients are summed back to each operand's shape. */
final class ArithmeticRules {

    static final Map<String, Rule> TABLE = Map.ofEntries(
            entry("Add", v -> both(v, v.g(), v.g())),
            entry("Sub", v -> both(v, v.g(), v.wants(1) ? v.e.neg(v.g()) : "")),
            entry("Mul", v -> {
                if (v.wants(0)) {
                    v.giveSummed(0, v.e.mul(v.g(), v.x(1)));
                }
                if (v.wants(1)) {
                    v.giveSummed(1, v.e.mul(v.g(), v.x(0)));
                }
            }),
            entry("Div", v -> {
                String a = v.e.div(v.g(), v.x(1));
                both(v, a, v.wants(1) ? v.e.neg(v.e.mul(a, v.y())) : "");
            }),
            entry("Pow", ArithmeticRules::pow),
            entry("Sum", v -> each(v, i -> v.g())),
            entry("Mean", v -> {
                String share = v.e.mul(v.g(), 1.0 / v.node().inputs().size());
                each(v, i -> share);
            }),
            entry("Min", ArithmeticRules::extremum),
            entry("Max", ArithmeticRules::extremum),
            entry("Where", v -> {
                String mask = v.e.mask(v.x(0), v.y());
                if (v.wants(1)) {
                    v.giveSummed(1, v.e.mul(v.g(), mask));
                }
                if (v.wants(2)) {
                    v.giveSummed(2, v.e.mul(v.g(), v.e.from(1, mask)));
                }
            }),
            entry("Mod", v -> {
                if (v.wants(0)) {
                    v.giveSummed(0, v.g());
                }
            }),
            factor("Neg", v -> v.e.scalar(-1, v.x())),
            factor("Affine", v -> v.e.scalar(v.attributes().real("alpha", 1), v.x())),
            factor("ImageScaler", v -> v.e.scalar(v.attributes().real("scale", 1), v.x())),
            factor("Abs", v -> v.e.sign(v.x())),
            factor("Sqrt", v -> v.e.div(v.e.scalar(0.5, v.x()), v.y())),
            factor("Exp", Vjp::y),
            factor("Log", v -> v.e.node("Reciprocal", v.x())),
            factor("Reciprocal", v -> v.e.neg(v.e.square(v.y()))),
            factor("Erf", v -> v.e.mul(v.e.node("Exp", v.e.neg(v.e.square(v.x()))), 2 / Math.sqrt(Math.PI))),
            factor("Sin", v -> v.e.node("Cos", v.x())),
            factor("Cos", v -> v.e.neg(v.e.node("Sin", v.x()))),
            factor("Tan", v -> v.e.add(v.e.square(v.y()), 1)),
            factor("Asin", v -> v.e.power(v.e.from(1, v.e.square(v.x())), -0.5)),
            factor("Acos", v -> v.e.neg(v.e.power(v.e.from(1, v.e.square(v.x())), -0.5))),
            factor("Atan", v -> v.e.node("Reciprocal", v.e.add(v.e.square(v.x()), 1))),
            factor("Sinh", v -> v.e.node("Cosh", v.x())),
            factor("Cosh", v -> v.e.node("Sinh", v.x())),
            factor("Asinh", v -> v.e.power(v.e.add(v.e.square(v.x()), 1), -0.5)),
            factor("Acosh", v -> v.e.power(v.e.add(v.e.square(v.x()), -1), -0.5)),
            factor("Atanh", v -> v.e.node("Reciprocal", v.e.from(1, v.e.square(v.x())))));

    private ArithmeticRules() {}

    /** A rule for one operand: the gradient times a derivative of the same shape. */
    static Map.Entry<String, Rule> factor(String op, Function<Vjp, String> derivative) {
        return entry(op, v -> v.give(0, v.e.mul(v.g(), derivative.apply(v))));
    }

    private static void both(Vjp v, String first, String second) {
        if (v.wants(0)) {
            v.giveSummed(0, first);
        }
        if (v.wants(1)) {
            v.giveSummed(1, second);
        }
    }

    private static void each(Vjp v, Function<Integer, String> gradient) {
        IntStream.range(0, v.node().inputs().size()).filter(v::wants).forEach(i -> v.giveSummed(i, gradient.apply(i)));
    }

    private static void pow(Vjp v) {
        Emitter e = v.e;
        // From opset 12 on the exponent may be of another type than the base.
        String exponent = e.cast(v.x(1), e.facts().type(v.x(0)));
        if (v.wants(0)) {
            String slope = e.mul(exponent, e.node("Pow", v.x(0), e.add(exponent, -1)));
            v.giveSummed(0, e.mul(v.g(), slope));
        }
        if (v.wants(1)) {
            v.giveSummed(1, e.mul(v.g(), e.mul(v.y(), e.node("Log", v.x(0)))));
        }
    }

    /** Operands that are equally large share the gradient. */
    private static void extremum(Vjp v) {
        Emitter e = v.e;
        String[] masks = v.node().inputs().stream()
                .map(x -> e.equal(e.forms().expandLike(x, v.y()), v.y()))
                .toArray(String[]::new);
        String share = masks.length == 1 ? v.g() : e.div(v.g(), e.node("Sum", masks));
        each(v, i -> e.mul(share, masks[i]));
    }
}
