package io.fovea.autodiff;

import static java.util.Map.entry;

import io.fovea.graph.Attributes;
import io.fovea.graph.operator.Equation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Products of matrices and tensors. */
final class ProductRules {

    static final Map<String, Rule> TABLE = Map.ofEntries(
            entry("MatMul", ProductRules::matMul),
            entry("Gemm", ProductRules::gemm),
            entry("Einsum", ProductRules::einsum));

    private static final int NEW_FORMS = 13;

    private ProductRules() {}

    private static void matMul(Vjp v) {
        Emitter e = v.e;
        int left = e.facts().rank(v.x(0));
        int right = e.facts().rank(v.x(1));
        boolean known = left >= 0 && right >= 0;
        String a = left >= 2 ? v.x(0) : matrix(e, v.x(0), true);
        String b = right >= 2 ? v.x(1) : matrix(e, v.x(1), false);
        String g = v.g();
        if (known) {
            g = right == 1 ? e.forms().unsqueeze(g, e.needRank(g)) : g;
            g = left == 1 ? e.forms().unsqueeze(g, e.needRank(g) - 1) : g;
        } else {
            g = e.reshape(g, e.node("Shape", e.node("MatMul", first(e, a, -1), first(e, b, -2))));
        }
        if (v.wants(0)) {
            String gradient = e.sumTo(e.node("MatMul", g, turned(e, b)), a);
            v.give(0, left >= 2 ? gradient : e.reshapeLike(gradient, v.x(0)));
        }
        if (v.wants(1)) {
            String gradient = e.sumTo(e.node("MatMul", turned(e, a), g), b);
            v.give(1, right >= 2 ? gradient : e.reshapeLike(gradient, v.x(1)));
        }
    }

    /** A vector as a matrix of one row or column; what has an unknown number of axes, if it is a vector. */
    private static String matrix(Emitter e, String value, boolean row) {
        if (e.facts().rank(value) == 1) {
            return row ? e.reshape(value, 1, -1) : e.reshape(value, -1, 1);
        }
        e.needOpset(NEW_FORMS, "with operands of unknown rank");
        String shape = e.node("Shape", value);
        String missing = e.node("Max", e.sub(e.integers(2), e.node("Shape", shape)), e.integers(0));
        String ones = e.forms().ones(missing);
        return e.reshape(value, row ? e.concat(0, ones, shape) : e.concat(0, shape, ones));
    }

    /** The first row or column alone. */
    private static String first(Emitter e, String matrix, int axis) {
        return e.forms().slice(matrix, e.integers(0), e.integers(1), axis);
    }

    /** A matrix, or each of many, transposed. */
    static String turned(Emitter e, String matrix) {
        int rank = e.facts().rank(matrix);
        if (rank < 0) {
            return e.node("Einsum", Attributes.NONE.with("equation", "...ij->...ji"), matrix);
        }
        long[] axes = LongStream.range(0, rank).toArray();
        axes[rank - 1] = rank - 2;
        axes[rank - 2] = rank - 1;
        return e.transpose(matrix, axes);
    }

    private static void gemm(Vjp v) {
        Emitter e = v.e;
        boolean turnA = v.attributes().integer("transA", 0) == 1;
        boolean turnB = v.attributes().integer("transB", 0) == 1;
        String g = e.mul(v.g(), v.attributes().real("alpha", 1));
        if (v.wants(0)) {
            String b = turnB ? v.x(1) : e.transpose(v.x(1), 1, 0);
            v.give(0, turnA ? e.transpose(e.node("MatMul", g, b), 1, 0) : e.node("MatMul", g, b));
        }
        if (v.wants(1)) {
            String a = turnA ? v.x(0) : e.transpose(v.x(0), 1, 0);
            v.give(1, turnB ? e.transpose(e.node("MatMul", a, g), 1, 0) : e.node("MatMul", a, g));
        }
        if (v.wants(2)) {
            v.giveSummed(2, e.mul(v.g(), v.attributes().real("beta", 1)));
        }
    }

    /** The gradient of an operand is the product of the output's gradient and the other operands, in its own letters. */
    private static void einsum(Vjp v) {
        Equation equation = Equation.of(v.e.facts(), v.node())
                .orElseThrow(() -> new NoDerivativeException(
                        "needs the ranks of its operands, of which the model does not declare all"));
        // Axes behind dots may be repeated.
        boolean repeats = v.attributes().text("equation", "").contains(".");
        for (int i = 0; i < equation.operands().size(); i++) {
            if (v.wants(i)) {
                String own = equation.operands().get(i);
                String gradient = diagonal(v, i, own, product(v, equation, i));
                v.give(i, repeats ? v.e.sumTo(gradient, v.x(i)) : gradient);
            }
        }
    }

    /** The product for operand {@code i}, each of its letters once. */
    private static String product(Vjp v, Equation equation, int i) {
        String own = equation.operands().get(i);
        List<String> letters = new ArrayList<>(List.of(equation.output()));
        List<String> inputs = new ArrayList<>(List.of(v.g()));
        for (int j = 0; j < equation.operands().size(); j++) {
            if (j != i) {
                letters.add(equation.operands().get(j));
                inputs.add(v.x(j));
            }
        }
        String found = String.join("", letters);
        if (own.chars().anyMatch(letter -> found.indexOf(letter) < 0)) {
            // A letter that was summed away appears in no other operand.
            letters.add(own);
            inputs.add(v.e.onesLike(v.x(i)));
        }
        return einsum(v, letters, once(own), inputs);
    }

    /** A gradient of the diagonal as one of the whole: a letter that an operand has twice picks its diagonal. */
    private static String diagonal(Vjp v, int operand, String own, String gradient) {
        if (once(own).equals(own)) {
            return gradient;
        }
        List<String> letters = new ArrayList<>(List.of(once(own)));
        List<String> inputs = new ArrayList<>(List.of(gradient));
        StringBuilder whole = new StringBuilder();
        for (int axis = 0; axis < own.length(); axis++) {
            String letter = own.substring(axis, axis + 1);
            if (whole.indexOf(letter) >= 0) {
                String other = Equation.unused(own + whole);
                String unit = new AxisMaps(v.e).unit(v.e.sizeOf(v.x(operand), axis));
                letters.add(letter + other);
                inputs.add(v.e.cast(unit, v.e.facts().type(gradient)));
                letter = other;
            }
            whole.append(letter);
        }
        return einsum(v, letters, whole.toString(), inputs);
    }

    private static String einsum(Vjp v, List<String> operands, String output, List<String> inputs) {
        String equation = String.join(",", operands) + "->" + output;
        return v.e.node("Einsum", Attributes.NONE.with("equation", equation), inputs.toArray(String[]::new));
    }

    private static String once(String letters) {
        return letters.chars().distinct().mapToObj(Character::toString).collect(Collectors.joining());
    }
}
