package io.fovea.anatomy;

import io.fovea.session.FloatTensor;
import java.nio.FloatBuffer;

/**
 * A value of a model that lies on a grid over the image.
 *
 * @param layer what users call it
 * @param value its name in the graph
 * @param op the operator that computes it
 * @param form how its dimensions are to be read
 * @param channels how many there are; width and height follow from it, at the size that was probed
 */
public record FeatureLayer(String layer, String value, String op, Form form, int channels, int width, int height) {

    /** The meaning of a value's dimensions. */
    public enum Form {
        /** {@code [N, C, H, W]}. */
        PLANES,
        /** {@code [N, H, W, C]}. */
        INTERLEAVED,
        /** {@code [N, T, C]}: {@code T} square, row by row. */
        TOKENS,
        /** {@code [N, 1 + T, C]}: as {@link #TOKENS}, behind one token that stands for the whole image. */
        CLASS_TOKENS,
        /** {@code [N, C, T]}: as {@link #TOKENS}, transposed. */
        TOKEN_PLANES
    }

    /** The values of one image: {@code planes[channel][y * width + x]}. */
    public record Planes(int width, int height, float[][] planes) {
        /** How many there are. */
        public int channels() {
            return planes.length;
        }
    }

    /** Takes this value's tensor apart; its grid may be of another size than the one that was probed. */
    public Planes read(FloatTensor tensor) {
        long[] shape = tensor.shape();
        return switch (form) {
            case PLANES -> planar(tensor.data(), (int) shape[1], (int) shape[3], (int) shape[2]);
            case INTERLEAVED -> interleaved(tensor.data(), (int) shape[3], (int) shape[2], (int) shape[1], 0);
            case TOKENS -> interleaved(tensor.data(), (int) shape[2], side(shape[1]), side(shape[1]), 0);
            case CLASS_TOKENS ->
                interleaved(tensor.data(), (int) shape[2], side(shape[1] - 1), side(shape[1] - 1), (int) shape[2]);
            case TOKEN_PLANES -> planar(tensor.data(), (int) shape[1], side(shape[2]), side(shape[2]));
        };
    }

    private static Planes planar(FloatBuffer data, int channels, int width, int height) {
        float[][] planes = new float[channels][width * height];
        for (int c = 0; c < channels; c++) {
            data.get(c * width * height, planes[c]);
        }
        return new Planes(width, height, planes);
    }

    private static Planes interleaved(FloatBuffer data, int channels, int width, int height, int from) {
        float[][] planes = new float[channels][width * height];
        for (int i = 0, at = from; i < width * height; i++) {
            for (int c = 0; c < channels; c++) {
                planes[c][i] = data.get(at++);
            }
        }
        return new Planes(width, height, planes);
    }

    /** The root of a square, or -1. */
    static int side(long tokens) {
        int side = (int) Math.round(Math.sqrt(tokens));
        return (long) side * side == tokens ? side : -1;
    }
}
