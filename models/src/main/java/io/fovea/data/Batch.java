package io.fovea.data;

import io.fovea.graph.Tensor;
import io.fovea.image.Image;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Examples as numbers. The arrays of values are shared, not copied.
 *
 * @param inputs {@code [N, C, H, W]} row by row
 * @param inputShape the shape of {@code inputs}
 * @param targets class indices, {@code [N]} or {@code [N, H, W]}, {@link #IGNORED} where none is known; or 0 and 1 for
 *     each of several labels, {@code [N, classes]}
 * @param targetShape the shape of {@code targets}
 * @param weights how much each pixel counts, {@code [N, H, W]}; empty where all count alike
 * @param exampleWeights how much each example counts, {@code [N]}; empty where all count alike
 * @param objects what a network that tells objects apart should answer, {@code [N, planes, H, W]}; empty for others
 * @param others what a network's further inputs are given, {@code [N, ...]}, by their names
 */
public record Batch(
        float[] inputs,
        long[] inputShape,
        long[] targets,
        long[] targetShape,
        float[] weights,
        float[] exampleWeights,
        float[] objects,
        Map<String, Tensor> others) {

    /** Stands for the class of pixels that teach nothing and are not measured. */
    public static final long IGNORED = -100;

    /** Copies the shapes. */
    public Batch {
        inputShape = inputShape.clone();
        targetShape = targetShape.clone();
        exampleWeights = exampleWeights.clone();
        others = Map.copyOf(others);
    }

    /** A batch of classes. */
    public Batch(
            float[] inputs,
            long[] inputShape,
            long[] targets,
            long[] targetShape,
            float[] weights,
            float[] exampleWeights,
            Map<String, Tensor> others) {
        this(inputs, inputShape, targets, targetShape, weights, exampleWeights, new float[0], others);
    }

    /** A batch in which all counts alike. */
    public Batch(float[] inputs, long[] inputShape, long[] targets, long[] targetShape) {
        this(inputs, inputShape, targets, targetShape, new float[0], new float[0], Map.of());
    }

    /**
     * The same with what a further input is given.
     *
     * @param input its name
     * @param values row by row; copied
     * @param shape {@code [N, ...]}
     * @throws IllegalArgumentException when it is of another number of examples
     */
    public Batch with(String input, float[] values, long... shape) {
        if (shape.length == 0 || shape[0] != size()) {
            throw new IllegalArgumentException("A batch of " + size() + " examples needs as many of '" + input
                    + "', not " + Arrays.toString(shape));
        }
        Map<String, Tensor> more = new HashMap<>(others);
        more.put(input, Tensor.of(values, shape));
        return new Batch(inputs, inputShape, targets, targetShape, weights, exampleWeights, objects, more);
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

    /** A copy. */
    @Override
    public float[] exampleWeights() {
        return exampleWeights.clone();
    }

    /** Whether shapes and values agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Batch that
                && Arrays.equals(inputShape, that.inputShape)
                && Arrays.equals(targetShape, that.targetShape)
                && Arrays.equals(inputs, that.inputs)
                && Arrays.equals(targets, that.targets)
                && Arrays.equals(weights, that.weights)
                && Arrays.equals(exampleWeights, that.exampleWeights)
                && Arrays.equals(objects, that.objects)
                && others.equals(that.others);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(
                new Object[] {inputShape, targetShape, inputs, targets, weights, exampleWeights, objects, others});
    }

    /**
     * What the network is given of one example, to be looked at.
     *
     * @param index from 0
     * @return 8-bit, values outside of 0..255 clipped; RGB where there are three channels, else the first in grey
     */
    public Image image(int index) {
        int height = (int) inputShape[2];
        int width = (int) inputShape[3];
        int channels = inputShape[1] == 3 ? 3 : 1;
        int plane = width * height;
        int start = index * (int) inputShape[1] * plane;
        byte[] pixels = new byte[channels * plane];
        for (int i = 0; i < pixels.length; i++) {
            float value = inputs[start + i % channels * plane + i / channels];
            pixels[i] = (byte) Math.round(Math.max(0, Math.min(255, value)));
        }
        return channels == 3 ? Image.rgb8(width, height, pixels) : Image.gray8(width, height, pixels);
    }

    /** The shape of {@link #objects}, where there are any. */
    public long[] objectsShape() {
        long planes = objects.length / Math.max(1, targets.length);
        return new long[] {targetShape[0], planes, targetShape[1], targetShape[2]};
    }

    /** Number of examples. */
    public int size() {
        return (int) inputShape[0];
    }
}
