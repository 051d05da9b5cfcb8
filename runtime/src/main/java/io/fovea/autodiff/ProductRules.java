package io.fovea.autodiff;

import static java.util.Map.entry;

import io.fovea.graph.Attributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Products of matrices and tensors. */
final class ProductRules {

    static final Map<String, Rule> TABLE = Map.ofEntries(
            entry("MatMul", ProductRules::matMul),
            entry("Gemm", ProductRules::gemm),
            entry("Einsum", ProductRules::einsum));

    private ProductRules() {}

    private static void matMul(Vjp v) {
        Emitter e = v.e;
        boolean row = e.needRank(v.x(0)) == 1;
        boolean column = e.needRank(v.x(1)) == 1;
        String a = row ? e.reshape(v.x(0), 1, -1) : v.x(0);
        String b = column ? e.reshape(v.x(1), -1, 1) : v.x(1);
        String g = v.g();
        if (column) {
            g = e.forms().unsqueeze(g, e.needRank(g));
        }
        if (row) {
            g = e.forms().unsqueeze(g, e.needRank(g) - 1);
        }
        if (v.wants(0)) {
            String gradient = e.sumTo(e.node("MatMul", g, turned(e, b)), a);
            v.give(0, row ? e.reshapeLike(gradient, v.x(0)) : gradient);
        }
        if (v.wants(1)) {
            String gradient = e.sumTo(e.node("MatMul", turned(e, a), g), b);
            v.give(1, column ? e.reshapeLike(gradient, v.x(1)) : gradient);
        }
    }

    /** A matrix, or each of many, transposed. */
    static String turned(Emitter e, String matrix) {
        int rank = e.needRank(matrix);
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
        String equation = v.attributes().text("equation", "").replace(" ", "");
        String[] sides = equation.split("->", -1);
        String[] operands = sides[0].split(",", -1);
        if (equation.contains("...") || Arrays.stream(operands).anyMatch(ProductRules::repeats)) {
            throw new UnsupportedOperationException("has no derivative here for the equation '" + equation + "'");
        }
        String output = sides.length == 2 ? sides[1] : implied(sides[0]);
        for (int i = 0; i < operands.length; i++) {
            if (v.wants(i)) {
                List<String> letters = new ArrayList<>(List.of(output));
                List<String> inputs = new ArrayList<>(List.of(v.g()));
                for (int j = 0; j < operands.length; j++) {
                    if (j != i) {
                        letters.add(operands[j]);
                        inputs.add(v.x(j));
                    }
                }
                String found = String.join("", letters);
                if (operands[i].chars().anyMatch(letter -> found.indexOf(letter) < 0)) {
                    // A letter that was summed away appears in no other operand.
                    letters.add(operands[i]);
                    inputs.add(v.e.onesLike(v.x(i)));
                }
                String back = String.join(",", letters) + "->" + operands[i];
                v.give(i, v.e.node("Einsum", Attributes.NONE.with("equation", back), inputs.toArray(String[]::new)));
            }
        }
    }

    private static boolean repeats(String letters) {
        return letters.chars().distinct().count() < letters.length();
    }

    /** Without an arrow, the letters that appear once, in alphabetical order. */
    private static String implied(String operands) {
        Set<String> once = operands.chars()
                .filter(letter -> letter != ',' && operands.indexOf(letter) == operands.lastIndexOf(letter))
                .mapToObj(Character::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        return String.join("", once);
    }
}
