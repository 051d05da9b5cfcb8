package io.fovea.task.instance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A polygon around a point, with a corner on each of some rays at even angles from 0, which is to the right, towards the
 * bottom (Schmidt et al. 2018).
 *
 * <p>Its edges are kept from left to right, so that areas are sums of what lies between them and a line above, and few are
 * looked at for each of another polygon.
 */
final class StarPolygon {
    private final double[] left;
    private final double[] right;
    private final double[] atLeft;
    private final double[] slope;
    private final boolean[] forward;
    private final double widest;
    private final double top;

    /**
     * Of corners in their order.
     *
     * @param x of each, three at least
     * @param y of each
     */
    StarPolygon(double[] x, double[] y) {
        int count = x.length;
        left = new double[count];
        right = new double[count];
        atLeft = new double[count];
        slope = new double[count];
        forward = new boolean[count];
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Math.min(x[i], x[(i + 1) % count])))
                .mapToInt(Integer::intValue)
                .toArray();
        double longest = 0;
        for (int edge = 0; edge < count; edge++) {
            int next = (order[edge] + 1) % count;
            forward[edge] = x[next] > x[order[edge]];
            int from = forward[edge] ? order[edge] : next;
            int to = forward[edge] ? next : order[edge];
            left[edge] = x[from];
            right[edge] = x[to];
            atLeft[edge] = y[from];
            slope[edge] = x[to] > x[from] ? (y[to] - y[from]) / (x[to] - x[from]) : 0;
            longest = Math.max(longest, x[to] - x[from]);
        }
        widest = longest;
        top = Arrays.stream(y).min().orElseThrow();
    }

    /**
     * The area that two polygons share, by the edges of both: what is between an edge and a line above all corners counts for
     * or against, by its direction, and of two edges what is above both. Exact but for rounding, for any polygons that do not
     * cross themselves, whose corners go round the same way.
     *
     * @param x of the other's corners
     * @param y of the other's corners
     */
    double shared(double[] x, double[] y) {
        double base = top;
        for (double corner : y) {
            base = Math.min(base, corner);
        }
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            int next = i + 1 == x.length ? 0 : i + 1;
            if (x[i] < x[next]) {
                sum += above(x[i], y[i], x[next], y[next], base);
            } else if (x[next] < x[i]) {
                sum -= above(x[next], y[next], x[i], y[i], base);
            }
        }
        return Math.max(0, sum);
    }

    /** The area between a line and what is above an edge of another polygon and within this one. */
    private double above(double from, double height, double to, double heightAtEnd, double base) {
        double steep = (heightAtEnd - height) / (to - from);
        double sum = 0;
        for (int i = firstFrom(from - widest); i < left.length && left[i] < to; i++) {
            double start = Math.max(left[i], from);
            double length = Math.min(right[i], to) - start;
            if (length > 0) {
                double mine = atLeft[i] - base + slope[i] * (start - left[i]);
                double theirs = height - base + steep * (start - from);
                double area = lower(mine, slope[i], theirs, steep, length);
                sum += forward[i] ? area : -area;
            }
        }
        return sum;
    }

    /** The first edge that does not begin before a place. */
    private int firstFrom(double place) {
        int low = 0;
        int high = left.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (left[middle] < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The area below the lower of two lines along a length. */
    private static double lower(double mine, double slope, double theirs, double steep, double length) {
        double start = mine - theirs;
        double end = start + (slope - steep) * length;
        if (start <= 0 && end <= 0) {
            return (mine + slope * length / 2) * length;
        }
        if (start >= 0 && end >= 0) {
            return (theirs + steep * length / 2) * length;
        }
        double crossing = length * start / (start - end);
        double rest = length - crossing;
        double there = mine + slope * crossing;
        return start < 0
                ? (mine + slope * crossing / 2) * crossing + (there + steep * rest / 2) * rest
                : (theirs + steep * crossing / 2) * crossing + (there + slope * rest / 2) * rest;
    }
}
