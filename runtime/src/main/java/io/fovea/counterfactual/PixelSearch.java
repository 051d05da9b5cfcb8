package io.fovea.counterfactual;

import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.PixelGrid;
import io.fovea.explain.method.ClassMargin;
import io.fovea.explain.method.ClassMargin.Standing;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the smallest change of pixels that turns an answer, among those that are a blur of something: steps to the nearest
 * class as if scores were linear (DeepFool: Moosavi-Dezfooli et al., "DeepFool: a simple and accurate method to fool deep
 * neural networks", 2016), then back along the straight line to the border, then along the border while that shortens it.
 */
final class PixelSearch {
    private static final int MOST_STEPS = 60;
    private static final int HALVINGS = 22;
    private static final int ROUNDS = 8;
    private static final int NEAREST = 5;
    private static final double BEYOND = 1.02;
    private static final double SHORTER = 0.999;

    private final ClassMargin margin;
    private final FloatTensor start;
    private final InputFrame frame;
    private final GreyLevels levels;
    private final Blur blur;
    private final Aim aim;
    private final Monitor monitor;

    /** Prepares a search, which begins at an input that is answered as the aim says. */
    PixelSearch(
            ClassMargin margin,
            FloatTensor start,
            InputFrame frame,
            GreyLevels levels,
            double sigma,
            Aim aim,
            Monitor monitor) {
        this.margin = margin;
        this.start = start;
        this.frame = frame;
        this.levels = levels;
        this.blur = new Blur(sigma, frame.width(), frame.height());
        this.aim = aim;
        this.monitor = monitor;
    }

    /** The changed input; empty if none was found. */
    Optional<FloatTensor> find() {
        return walk(new float[start.size()])
                .map(this::back)
                .map(this::shortened)
                .map(this::changed);
    }

    /** What all values change by, in grey levels. */
    double length(FloatTensor changed) {
        double squares = 0;
        for (int i = 0; i < start.size(); i++) {
            double change = gray(changed, i);
            squares += change * change;
        }
        return Math.sqrt(squares);
    }

    /** The most that a value changes by, in grey levels. */
    double largest(FloatTensor changed) {
        double largest = 0;
        for (int i = 0; i < start.size(); i++) {
            largest = Math.max(largest, Math.abs(gray(changed, i)));
        }
        return largest;
    }

    private double gray(FloatTensor changed, int at) {
        return (changed.data().get(at) - start.data().get(at)) * (double) levels.gain(channelOf(at));
    }

    private int channelOf(int at) {
        PixelGrid grid = levels.grid();
        return grid.at(0, 1) == 1 ? at / grid.pixels() : at % grid.channels();
    }

    private boolean turns(float[] change) {
        return aim.isMet(margin.standing(changed(change), frame, monitor));
    }

    /** Steps from a change to one that turns the answer. */
    private Optional<float[]> walk(float[] from) {
        float[] change = from.clone();
        for (int step = 0; step < MOST_STEPS; step++) {
            monitor.report((double) step / MOST_STEPS, "pixels");
            FloatTensor tensor = changed(change);
            Standing now = margin.standing(tensor, frame, monitor);
            if (aim.isMet(now)) {
                return Optional.of(change);
            }
            float[] nearest = null;
            double least = Double.POSITIVE_INFINITY;
            for (int other : others(now)) {
                float[] slope = slope(tensor, now.top(), other);
                double square = dot(slope, slope);
                double above = Math.max(now.margin(now.top(), other), 1e-6);
                if (square > 0 && above / Math.sqrt(square) < least) {
                    least = above / Math.sqrt(square);
                    nearest = scaled(slope, -BEYOND * above / square);
                }
            }
            if (nearest == null) {
                return Optional.empty();
            }
            for (int i = 0; i < change.length; i++) {
                change[i] += nearest[i];
            }
        }
        return turns(change) ? Optional.of(change) : Optional.empty();
    }

    private List<Integer> others(Standing now) {
        if (aim.wanted().isPresent()) {
            return List.of(aim.wanted().getAsInt());
        }
        return IntStream.range(0, now.scores().size())
                .filter(index -> index != now.top())
                .boxed()
                .sorted((a, b) ->
                        Double.compare(now.scores().get(b), now.scores().get(a)))
                .limit(NEAREST)
                .toList();
    }

    /** As little of a change as turns the answer. */
    private float[] back(float[] change) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (turns(scaled(change, middle))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return scaled(change, high);
    }

    /** Along the border to where it is nearest, as far as it is flat. */
    private float[] shortened(float[] found) {
        float[] best = found;
        double shortest = length(changed(best));
        for (int round = 0; round < ROUNDS; round++) {
            FloatTensor tensor = changed(best);
            Standing there = margin.standing(tensor, frame, monitor);
            float[] normal = slope(tensor, aim.answered(), there.top());
            double square = dot(normal, normal);
            if (square == 0) {
                return best;
            }
            Optional<float[]> next =
                    walk(scaled(normal, dot(normal, best) / square)).map(this::back);
            double length = next.map(change -> length(changed(change))).orElse(Double.POSITIVE_INFINITY);
            if (length > SHORTER * shortest) {
                return length < shortest ? next.orElse(best) : best;
            }
            best = next.orElseThrow();
            shortest = length;
        }
        return best;
    }

    /** The input with a change, which is blurred and cut off at black and white. */
    private FloatTensor changed(float[] change) {
        PixelGrid grid = levels.grid();
        FloatTensor tensor = PixelGrid.copy(start);
        for (int c = 0; c < grid.channels(); c++) {
            float[] plane = blur.of(plane(change, c));
            for (int i = 0; i < plane.length; i++) {
                if (levels.isOfImage(i)) {
                    int at = grid.at(c, i);
                    float value = start.data().get(at);
                    // What is beyond black and white already may stay there.
                    float low = Math.min(levels.low(c), value);
                    float high = Math.max(levels.high(c), value);
                    tensor.data().put(at, Math.max(low, Math.min(high, value + plane[i] / levels.gain(c))));
                }
            }
        }
        return tensor;
    }

    /** The gradient of a margin with respect to a change before its blur; what is at black or white moves no further. */
    private float[] slope(FloatTensor tensor, int one, int other) {
        PixelGrid grid = levels.grid();
        FloatTensor gradient = margin.slope(tensor, frame, one, other, monitor);
        float[] slope = new float[start.size()];
        for (int c = 0; c < grid.channels(); c++) {
            float[] plane = new float[grid.pixels()];
            for (int i = 0; i < plane.length; i++) {
                int at = grid.at(c, i);
                float value = tensor.data().get(at);
                float along = gradient.data().get(at);
                boolean stuck = along > 0 ? value <= levels.low(c) : value >= levels.high(c);
                plane[i] = stuck || !levels.isOfImage(i) ? 0 : along / levels.gain(c);
            }
            float[] blurred = blur.of(plane);
            for (int i = 0; i < plane.length; i++) {
                slope[grid.at(c, i)] = blurred[i];
            }
        }
        return slope;
    }

    private float[] plane(float[] values, int channel) {
        PixelGrid grid = levels.grid();
        float[] plane = new float[grid.pixels()];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = values[grid.at(channel, i)];
        }
        return plane;
    }

    private static float[] scaled(float[] values, double factor) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (factor * values[i]);
        }
        return scaled;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
