package io.fovea.explore;

import java.util.Locale;

/** How patterns are found by gradient ascent. */
public enum PatternRecipe {
    /**
     * That of the lectures, after Chollet, <i>Deep Learning with Python</i> (2021), chapter 9: 30 steps of 10 along the
     * gradient of unit length, what a border of 2 answers left out, of the layer's output after its activation function.
     */
    LECTURE(30, 10, 0, 0, 0),
    /**
     * The same ascent made steady, after Mordvintsev et al. (2015) and Olah et al., <i>Feature Visualization</i> (2017): the
     * image jittered before each step, the gradient blurred ever less, total variation punished, values kept in range; of
     * the layer's output before its activation function, or those of the layers that it gathers, so that no filter is lost
     * to a bad start.
     */
    CLEAR(100, 0.03, 8, 1.6, 0.012);

    private final int steps;
    private final double stepSize;
    private final int jitter;
    private final double blur;
    private final double variation;

    PatternRecipe(int steps, double stepSize, int jitter, double blur, double variation) {
        this.steps = steps;
        this.stepSize = stepSize;
        this.jitter = jitter;
        this.blur = blur;
        this.variation = variation;
    }

    /**
     * The recipe of a name, {@code lecture} or {@code clear}.
     *
     * @throws io.fovea.FoveaException if there is none
     */
    public static PatternRecipe parse(String word) {
        return EnumWords.find(values(), word, "recipe");
    }

    /** The word for it, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The number of steps, unless others are asked for. */
    public int steps() {
        return steps;
    }

    /** Along the gradient of unit length for {@link #LECTURE}, of unit standard deviation otherwise; image values 0..1. */
    double stepSize() {
        return stepSize;
    }

    /** The largest shift of the image before a step, in pixels. */
    int jitter() {
        return jitter;
    }

    /** The standard deviation of the first step's blur, in pixels; it shrinks to a third. */
    double blur() {
        return blur;
    }

    /** The weight of total variation against the gradient. */
    double variation() {
        return variation;
    }

    /** Whether the ascent is the plain one. */
    boolean isPlain() {
        return jitter == 0;
    }
}
