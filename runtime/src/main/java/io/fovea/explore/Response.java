package io.fovea.explore;

import java.util.Arrays;
import java.util.Objects;

/**
 * A map of real numbers: an image, or what a filter, a rectifier or a pooling made of one.
 *
 * @param name what made it
 * @param values row by row; the array is shared, not copied
 */
public record Response(String name, int width, int height, float[] values) {
    /** Checks the size. */
    public Response {
        if (values.length != (long) width * height) {
            throw new IllegalArgumentException(values.length + " values are no map of " + width + "x" + height);
        }
    }

    /** Whether name, size and values agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Response that
                && name.equals(that.name)
                && width == that.width
                && height == that.height
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, width, height, Arrays.hashCode(values));
    }

    /** The lowest value. */
    public float min() {
        float min = Float.POSITIVE_INFINITY;
        for (float value : values) {
            min = Math.min(min, value);
        }
        return min;
    }

    /** The highest value. */
    public float max() {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    /**
     * The value that all but two in a thousand stay below, for showing: at edges a filter may answer to the padding far
     * more strongly than to anything in the image.
     */
    float high() {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float high = sorted[(int) Math.ceil(0.998 * (sorted.length - 1))];
        return high > sorted[0] ? high : sorted[sorted.length - 1];
    }

    /** The same where it is above 0, and 0 elsewhere: the rectifier that detects. */
    public Response rectified() {
        float[] kept = new float[values.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = Math.max(0, values[i]);
        }
        return new Response(name, width, height, kept);
    }

    /** Without signs. */
    Response absolute() {
        float[] lengths = new float[values.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Math.abs(values[i]);
        }
        return new Response(name, width, height, lengths);
    }

    /** The length of this and another response as the two parts of a vector, pixel by pixel. */
    public Response magnitude(Response other) {
        float[] lengths = new float[values.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = (float) Math.hypot(values[i], other.values[i]);
        }
        return new Response(name, width, height, lengths);
    }
}
