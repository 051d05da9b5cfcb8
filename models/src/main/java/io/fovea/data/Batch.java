package io.fovea.data;

import java.util.Arrays;

/**
 * Examples as numbers. The arrays of values are shared, not copied.
 *
 * @param inputs {@code [N, C, H, W]} row by row
 * @param inputShape the shape of {@code inputs}
 * @param targets class indices, {@code [N]} or {@code [N, H, W]}, {@link #IGNORED} where none is known; or 0 and 1 for
 *     each of several labels, {@code [N, classes]}
 * @param targetShape the shape of {@code targets}
 * @param weights how much each pixel counts, {@code [N, H, W]}; empty where all count alike
 */
public record Batch(float[] inputs, long[] inputShape, long[] targets, long[] targetShape, float[] weights) {

    /** Stands for the class of pixels that teach nothing and are not measured. */
    public static final long IGNORED = -100;

    /** Copies the shapes. */
    public Batch {
        inputShape = inputShape.clone();
        targetShape = targetShape.clone();
    }

    /** A batch in which all counts alike. */
    public Batch(float[] inputs, long[] inputShape, long[] targets, long[] targetShape) {
        this(inputs, inputShape, targets, targetShape, new float[0]);
    }

    /** A copy. */
    @Override
    public long[] inputShape() {
        return inputShape.clone();
    }

    /** A copy. */
    @Override
    public long[] targetShape() {
        return targetShape.clone();
    }

    /** Whether shapes and values agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Batch that
                && Arrays.equals(inputShape, that.inputShape)
                && Arrays.equals(targetShape, that.targetShape)
                && Arrays.equals(inputs, that.inputs)
                && Arrays.equals(targets, that.targets)
                && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new Object[] {inputShape, targetShape, inputs, targets, weights});
    }

    /** Number of examples. */
    public int size() {
        return (int) inputShape[0];
    }
}
