package io.fovea.explain.measure;

import io.fovea.explain.Explanation;
import io.fovea.explain.HeatMap;
import io.fovea.image.Image;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * How far a map moves when the image does a little: {@code max |map(x + e) - map(x)| / |map(x)|} over noise {@code e} that is
 * even in a range around 0 (Yeh et al. 2019).
 */
public final class MaxSensitivity {
    private static final double RADIUS = 0.02;
    private static final long SEED = 1;

    private MaxSensitivity() {}

    /**
     * Explains noisy copies of an image. Blocks.
     *
     * @param image of any depth; noise is up to 2 % of the range of its values
     * @param copies how many, at least 1
     * @param explaining the same class of another image
     * @return 0 where nothing moves; empty where the map is blank
     */
    public static Optional<Double> of(
            Image image, HeatMap map, int copies, Function<Image, List<Explanation>> explaining) {
        float[] before = map.raw().floats();
        double length = length(before);
        if (length == 0) {
            return Optional.empty();
        }
        Random random = new Random(SEED);
        double most = 0;
        for (int copy = 0; copy < copies; copy++) {
            float[] after =
                    explaining.apply(noisy(image, random)).get(0).map().raw().floats();
            float[] moved = new float[before.length];
            for (int i = 0; i < moved.length; i++) {
                moved[i] = after[i] - before[i];
            }
            most = Math.max(most, length(moved) / length);
        }
        return Optional.of(most);
    }

    private static Image noisy(Image image, Random random) {
        int channels = image.channels();
        float[] values = new float[image.width() * image.height() * channels];
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            int pixel = i / channels;
            values[i] = image.value(pixel % image.width(), pixel / image.width(), i % channels);
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        for (int i = 0; i < values.length; i++) {
            float moved = values[i] + (float) ((high - low) * RADIUS * (2 * random.nextDouble() - 1));
            values[i] = Math.min(high, Math.max(low, moved));
        }
        return switch (image.depth()) {
            case UINT8 -> image.with(bytes(values));
            case UINT16 -> shorts(image, values);
            case FLOAT32 -> image.with(values);
        };
    }

    private static byte[] bytes(float... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(values[i]);
        }
        return bytes;
    }

    private static Image shorts(Image image, float... values) {
        short[] shorts = new short[values.length];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = (short) Math.round(values[i]);
        }
        return image.isColor()
                ? Image.rgb16(image.width(), image.height(), shorts)
                : Image.channels16(image.width(), image.height(), image.channels(), shorts);
    }

    private static double length(float... values) {
        double square = 0;
        for (float v : values) {
            square += (double) v * v;
        }
        return Math.sqrt(square);
    }
}
