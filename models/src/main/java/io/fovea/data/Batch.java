package io.fovea.data;

/**
 * Examples as numbers.
 *
 * @param inputs {@code [N, C, H, W]} row by row
 * @param inputShape the shape of {@code inputs}
 * @param targets class indices, {@code [N]} or {@code [N, H, W]}, {@link #IGNORED} where none is known; or 0 and 1 for
 *     each of several labels, {@code [N, classes]}
 * @param targetShape the shape of {@code targets}
 */
public record Batch(float[] inputs, long[] inputShape, long[] targets, long[] targetShape) {

    /** Stands for the class of pixels that teach nothing and are not measured. */
    public static final long IGNORED = -100;

    /** Number of examples. */
    public int size() {
        return (int) inputShape[0];
    }
}
