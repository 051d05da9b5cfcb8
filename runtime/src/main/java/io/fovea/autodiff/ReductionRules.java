package io.fovea.autodiff;

import static java.util.Map.entry;

import io.fovea.graph.Attributes;
import io.fovea.graph.operator.Axes;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;

/** Reductions over axes. */
final class ReductionRules {

    static final Map<String, Rule> TABLE = Map.ofEntries(
            scaled("ReduceSum", (v, y) -> v.e.scalar(1, v.x())),
            scaled("ReduceMean", (v, y) -> v.e.node("Reciprocal", v.e.forms().ratio(v.x(), v.y()))),
            extremum("ReduceMax"),
            extremum("ReduceMin"),
            scaled("ReduceProd", (v, y) -> productOfOthers(v)),
            scaled("ReduceL1", (v, y) -> v.e.sign(v.x())),
            scaled("ReduceL2", (v, y) -> v.e.div(v.x(), y)),
            scaled("ReduceLogSum", (v, y) -> v.e.node("Exp", v.e.neg(y))),
            scaled("ReduceLogSumExp", (v, y) -> v.e.node("Exp", v.e.sub(v.x(), y))),
            scaled("ReduceSumSquare", (v, y) -> v.e.mul(v.x(), 2)));

    private ReductionRules() {}

    /** A rule whose derivative follows from x and from y with the reduced axes kept. */
    private static Map.Entry<String, Rule> scaled(String op, BiFunction<Vjp, String, String> derivative) {
        return entry(op, v -> {
            String slope = derivative.apply(v, kept(v, v.y()));
            v.give(0, v.e.forms().expandLike(v.e.mul(kept(v, v.g()), slope), v.x()));
        });
    }

    /** Elements that are equally large share the gradient. */
    private static Map.Entry<String, Rule> extremum(String op) {
        return entry(op, v -> {
            String y = kept(v, v.y());
            String mask = v.e.equal(v.x(), v.e.forms().expandLike(y, v.x()));
            v.give(0, v.e.mul(mask, v.e.div(kept(v, v.g()), sumAlike(v, mask))));
        });
    }

    /** Of an element's fellows: where one of them is 0, nothing; that of an element that is 0 itself is not divided by it. */
    private static String productOfOthers(Vjp v) {
        Emitter e = v.e;
        String zero = e.equal(v.x(), e.zerosLike(v.x()));
        String factors = e.add(v.x(), zero);
        String[] inputs = v.node().inputs().toArray(String[]::new);
        inputs[0] = factors;
        String product = e.node(v.node().op(), v.attributes().with("keepdims", 1), inputs);
        String zerosElsewhere = e.sub(sumAlike(v, zero), zero);
        return e.mul(e.div(product, factors), e.below(zerosElsewhere, 0.5));
    }

    private static String sumAlike(Vjp v, String mask) {
        if (v.node().hasInput(1)) {
            return v.e.node("ReduceSum", Attributes.NONE.with("keepdims", 1), mask, v.x(1));
        }
        Attributes attributes = v.attributes().without("keepdims").with("keepdims", 1);
        return Axes.of(v.e.facts(), v.node()).isEmpty()
                ? v.e.node("ReduceSum", Attributes.NONE.with("keepdims", 1), mask)
                : v.e.forms().sum(mask, true, attributes.integers("axes"));
    }

    /** A value of the output's shape with the reduced axes back in place, one element long. */
    private static String kept(Vjp v, String value) {
        long[] axes = Axes.of(v.e.facts(), v.node()).orElse(new long[0]);
        boolean all = !v.node().hasInput(1) && axes.length == 0;
        if (v.attributes().integer("keepdims", 1) == 1 || all) {
            return value;
        }
        if (axes.length > 0) {
            int rank = v.e.facts().rank(v.x());
            boolean counted = Arrays.stream(axes).allMatch(axis -> axis >= 0);
            if (counted || rank >= 0) {
                return v.e.forms()
                        .unsqueeze(
                                value,
                                Arrays.stream(axes)
                                        .map(axis -> axis < 0 ? axis + rank : axis)
                                        .toArray());
            }
        }
        // Which axes were reduced shows at run time only: the same reduction, keeping them, has the shape.
        String again = v.e.node(
                v.node().op(),
                v.attributes().with("keepdims", 1),
                v.node().inputs().toArray(String[]::new));
        return v.e.reshapeLike(value, again);
    }
}
