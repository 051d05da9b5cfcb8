package io.fovea.data;

/**
 * Examples as numbers.
 *
 * @param inputs {@code [N, C, H, W]} row by row
 * @param inputShape the shape of {@code inputs}
 * @param targets class indices, {@code [N]} or {@code [N, H, W]}
 * @param targetShape the shape of {@code targets}
 */
public record Batch(float[] inputs, long[] inputShape, long[] targets, long[] targetShape) {

    /** Number of examples. */
    public int size() {
        return (int) inputShape[0];
    }
}
