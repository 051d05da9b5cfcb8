package io.fovea.linear;

import io.fovea.session.Cancellation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Finds the least value of a smooth convex function: the limited-memory BFGS method (Nocedal, 1980; Nocedal and Wright,
 * "Numerical Optimization", algorithm 7.4) with steps halved until they descend enough (Armijo).
 */
final class Lbfgs {
    private static final int MEMORY = 10;
    private static final int MOST_HALVINGS = 40;
    private static final double ENOUGH = 1e-4;

    private final int mostSteps;
    private final double tolerance;

    /**
     * Sets when to end.
     *
     * @param mostSteps at most so many
     * @param tolerance or when no component of the gradient is larger
     */
    Lbfgs(int mostSteps, double tolerance) {
        this.mostSteps = mostSteps;
        this.tolerance = tolerance;
    }

    /** A function and its gradient. */
    @FunctionalInterface
    interface Function {
        /** The value at a point; writes the gradient there. */
        double at(double[] point, double[] gradient);
    }

    /** A step and how it changed the gradient. */
    private record Step(double[] moved, double[] turned, double product) {}

    /** Moves a point to where the function is least. */
    void minimise(Function function, double[] point, Cancellation cancel) {
        int n = point.length;
        double[] gradient = new double[n];
        double value = function.at(point, gradient);
        Deque<Step> steps = new ArrayDeque<>();
        double[] nextGradient = new double[n];
        double[] next = new double[n];
        for (int i = 0; i < mostSteps && largest(gradient) > tolerance; i++) {
            cancel.check();
            double[] direction = direction(gradient, steps);
            double slope = dot(direction, gradient);
            double length = steps.isEmpty() ? 1 / Math.max(1, Math.sqrt(-slope)) : 1;
            double nextValue = Double.POSITIVE_INFINITY;
            for (int halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
                for (int j = 0; j < n; j++) {
                    next[j] = point[j] + length * direction[j];
                }
                nextValue = function.at(next, nextGradient);
                if (nextValue <= value + ENOUGH * length * slope) {
                    break;
                }
            }
            if (!(nextValue < value)) {
                return; // as far down as numbers of this size tell
            }
            remember(steps, point, next, gradient, nextGradient);
            System.arraycopy(next, 0, point, 0, n);
            System.arraycopy(nextGradient, 0, gradient, 0, n);
            value = nextValue;
        }
    }

    private static void remember(Deque<Step> steps, double[] from, double[] to, double[] before, double[] after) {
        double[] moved = new double[from.length];
        double[] turned = new double[from.length];
        for (int j = 0; j < from.length; j++) {
            moved[j] = to[j] - from[j];
            turned[j] = after[j] - before[j];
        }
        double product = dot(moved, turned);
        if (product > 0) {
            steps.addLast(new Step(moved, turned, product));
            if (steps.size() > MEMORY) {
                steps.removeFirst();
            }
        }
    }

    /** Downwards, as the last steps tell of the curvature. */
    private static double[] direction(double[] gradient, Deque<Step> steps) {
        double[] direction = gradient.clone();
        double[] shares = new double[steps.size()];
        int at = steps.size();
        for (Iterator<Step> latest = steps.descendingIterator(); latest.hasNext(); ) {
            Step step = latest.next();
            shares[--at] = dot(step.moved, direction) / step.product;
            add(direction, -shares[at], step.turned);
        }
        Step last = steps.peekLast();
        double scale = last == null ? 1 : last.product / dot(last.turned, last.turned);
        for (int j = 0; j < direction.length; j++) {
            direction[j] *= scale;
        }
        for (Step step : steps) {
            double share = dot(step.turned, direction) / step.product;
            add(direction, shares[at++] - share, step.moved);
        }
        for (int j = 0; j < direction.length; j++) {
            direction[j] = -direction[j];
        }
        return direction;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int j = 0; j < to.length; j++) {
            to[j] += factor * what[j];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
