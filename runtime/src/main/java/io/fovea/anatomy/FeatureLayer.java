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

    /**
     * The values of one image, whose grid may be of another size than the one that was probed.
     *
     * @return {@code [channel][y * columns + x]}
     */
    public float[][] planes(FloatTensor tensor) {
        long[] shape = tensor.shape();
        int places = columns(tensor) * rows(tensor);
        return switch (form) {
            case PLANES, TOKEN_PLANES -> planar(tensor.data(), (int) shape[1], places);
            case INTERLEAVED -> interleaved(tensor.data(), (int) shape[3], places, 0);
            case TOKENS -> interleaved(tensor.data(), (int) shape[2], places, 0);
            case CLASS_TOKENS -> interleaved(tensor.data(), (int) shape[2], places, (int) shape[2]);
        };
    }

    /**
     * Puts values into a tensor of this value; a token that stands for the whole image is left as it is.
     *
     * @param planes as {@link #planes} gives them
     */
    public void put(float[][] planes, FloatTensor into) {
        int places = planes[0].length;
        int first = form == Form.CLASS_TOKENS ? planes.length : 0;
        boolean planar = form == Form.PLANES || form == Form.TOKEN_PLANES;
        for (int c = 0; c < planes.length; c++) {
            for (int i = 0; i < places; i++) {
                into.data().put(planar ? c * places + i : first + i * planes.length + c, planes[c][i]);
            }
        }
    }

    /** The columns of the grid in a tensor of this value. */
    public int columns(FloatTensor tensor) {
        long[] shape = tensor.shape();
        return switch (form) {
            case PLANES -> (int) shape[3];
            case INTERLEAVED -> (int) shape[2];
            case TOKENS -> side(shape[1]);
            case CLASS_TOKENS -> side(shape[1] - 1);
            case TOKEN_PLANES -> side(shape[2]);
        };
    }

    /** The rows of the grid in a tensor of this value. */
    public int rows(FloatTensor tensor) {
        return switch (form) {
            case PLANES -> (int) tensor.shape()[2];
            case INTERLEAVED -> (int) tensor.shape()[1];
            case TOKENS, CLASS_TOKENS, TOKEN_PLANES -> columns(tensor);
        };
    }

    private static float[][] planar(FloatBuffer data, int channels, int places) {
        float[][] planes = new float[channels][places];
        for (int c = 0; c < channels; c++) {
            data.get(c * places, planes[c]);
        }
        return planes;
    }

    private static float[][] interleaved(FloatBuffer data, int channels, int places, int from) {
        float[][] planes = new float[channels][places];
        for (int i = 0, at = from; i < places; i++) {
            for (int c = 0; c < channels; c++) {
                planes[c][i] = data.get(at++);
            }
        }
        return planes;
    }

    /** The root of a square, or -1. */
    static int side(long tokens) {
        int side = (int) Math.round(Math.sqrt(tokens));
        return (long) side * side == tokens ? side : -1;
    }
}
