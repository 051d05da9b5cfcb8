package io.fovea.graph.operator;

import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.Tensor;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Arithmetic on dimensions. The symbol of a free dimension is the formula that computes it, so that two dimensions of
 * the same formula are known to be equal before any size is.
 */
public final class Dims {
    /** A size of which nothing is known. */
    public static final Dimension UNKNOWN = Dimension.free("");

    private static final Pattern SUM = Pattern.compile("(.*)\\+(-?\\d+)");

    private Dims() {}

    /** Whether both are known to be the same. */
    public static boolean same(Dimension a, Dimension b) {
        return a.equals(b) && (a.isFixed() || !a.symbol().isEmpty());
    }

    /** Whether both shapes are known to be the same. */
    public static boolean same(Shape a, Shape b) {
        return a.known()
                && a.rank() == b.rank()
                && IntStream.range(0, a.rank())
                        .allMatch(
                                i -> same(a.dimensions().get(i), b.dimensions().get(i)));
    }

    static Dimension plus(Dimension d, long n) {
        if (d.isFixed()) {
            return Dimension.fixed(d.size() + n);
        }
        if (d.symbol().isEmpty() || n == 0) {
            return d;
        }
        Matcher sum = SUM.matcher(d.symbol());
        if (sum.matches()) {
            return plus(Dimension.free(sum.group(1)), n + Long.parseLong(sum.group(2)));
        }
        return Dimension.free(d.symbol() + "+" + n);
    }

    static Dimension times(Dimension d, long n) {
        if (d.isFixed()) {
            return Dimension.fixed(d.size() * n);
        }
        return d.symbol().isEmpty() || n == 1 ? d : Dimension.free("(" + d.symbol() + ")*" + n);
    }

    /** A dimension that {@code n} divides, divided by it. */
    static Dimension part(Dimension d, long n) {
        if (d.isFixed()) {
            return Dimension.fixed(d.size() / n);
        }
        return d.symbol().isEmpty() || n == 1 ? d : Dimension.free("(" + d.symbol() + ")/" + n);
    }

    /** The number of elements in these dimensions. */
    static Dimension product(List<Dimension> some) {
        if (some.size() == 1) {
            return some.get(0);
        }
        boolean fixed = some.stream().allMatch(Dimension::isFixed);
        return fixed
                ? Dimension.fixed(
                        Tensor.elements(some.stream().mapToLong(Dimension::size).toArray()))
                : UNKNOWN;
    }

    /** {@code floor((d + n) / step) + 1}: how many windows fit. */
    static Dimension windows(Dimension d, long n, long step) {
        if (step == 1) {
            return plus(d, n + 1);
        }
        if (d.isFixed()) {
            return Dimension.fixed(Math.floorDiv(d.size() + n, step) + 1);
        }
        return d.symbol().isEmpty() ? d : Dimension.free("[(" + plus(d, n).symbol() + ")/" + step + "]");
    }

    /** The dimension that two broadcast to. */
    static Dimension broadcast(Dimension a, Dimension b) {
        if (a.equals(b) || b.size() == 1) {
            return a;
        }
        if (a.size() == 1) {
            return b;
        }
        if (a.isFixed()) {
            return a;
        }
        return b.isFixed() ? b : UNKNOWN;
    }
}
