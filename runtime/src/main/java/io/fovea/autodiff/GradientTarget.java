package io.fovea.autodiff;

import java.util.Objects;

/**
 * The scalar to differentiate: a sum over some elements of one value.
 *
 * <pre>{@code
 * GradientTarget score = GradientTarget.classOf("logits");               // which class is fed at run time
 * GradientTarget region = GradientTarget.classOf("map").weighted();      // its sum, weighted by a mask fed at run time
 * }</pre>
 *
 * <p>Samples of a batch do not mix: the gradient of the sum over a batch holds each sample's own gradient.
 *
 * @param value the value summed over, {@code [N, K]} for class scores, {@code [N, K, H, W]} for maps
 * @param choice which of its elements count
 * @param axis where the classes lie, negative from the end; unused for {@link Choice#ALL}
 * @param weights whether elements are weighted by an input fed at run time
 */
public record GradientTarget(String value, Choice choice, int axis, boolean weights) {

    /** Which elements of a value are summed. */
    public enum Choice {
        /** Those of the class whose index is fed at run time, one for all samples or one for each. */
        CLASS,
        /** Those of the class with the highest score, at each place. */
        TOP_CLASS,
        /** All. */
        ALL
    }

    /** Says what is missing. */
    public GradientTarget {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(choice, "choice");
    }

    /** The score of a class chosen at run time; classes lie along axis 1, or along the only axis. */
    public static GradientTarget classOf(String scores) {
        return new GradientTarget(scores, Choice.CLASS, 1, false);
    }

    /** The score of the highest class; classes lie along axis 1, or along the only axis. */
    public static GradientTarget topClassOf(String scores) {
        return new GradientTarget(scores, Choice.TOP_CLASS, 1, false);
    }

    /** The sum of all elements. */
    public static GradientTarget sumOf(String value) {
        return new GradientTarget(value, Choice.ALL, 1, false);
    }

    /** The same with classes along another axis, such as -1 for {@code [N, H, W, K]}. */
    public GradientTarget along(int classAxis) {
        return new GradientTarget(value, choice, classAxis, weights);
    }

    /**
     * The same with weights fed at run time, of a shape that broadcasts to the value's and of the same rank; where a
     * class is the target, of size 1 along the classes.
     */
    public GradientTarget weighted() {
        return new GradientTarget(value, choice, axis, true);
    }
}
