package io.fovea.data;

import io.fovea.image.Image;
import io.fovea.image.Mats;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.opencv.core.Mat;

/**
 * A few of fourteen variations, drawn alike and all as strong (Cubuk et al., RandAugment, 2020). How strong, is as torchvision has it.
 * Where pixels move, those of masks and objects move with them.
 *
 * @param operations how many to an image, of which the same may come twice
 * @param magnitude how strong they are, 0..30
 * @param fill what lies beyond the image's edges
 */
record RandAugment(int operations, double magnitude, Fill fill) {

    private static final double STRONGEST = 30;

    /** Values are 0..255. */
    private static final int WHITE = 255;

    /** What may be drawn. */
    enum Operation {
        IDENTITY,
        SHEAR_X,
        SHEAR_Y,
        TRANSLATE_X,
        TRANSLATE_Y,
        ROTATE,
        BRIGHTNESS,
        COLOR,
        CONTRAST,
        SHARPNESS,
        POSTERIZE,
        SOLARIZE,
        AUTO_CONTRAST,
        EQUALIZE
    }

    /** One variation, the same for the same state of {@code random}. */
    Example vary(Example example, SplittableRandom random) {
        Example varied = example;
        for (int i = 0; i < operations; i++) {
            Operation operation = Operation.values()[random.nextInt(Operation.values().length)];
            varied = apply(operation, random.nextBoolean() ? 1 : -1, varied);
        }
        return varied;
    }

    /**
     * One operation.
     *
     * @param sign which way, 1 or -1, where there are two
     */
    Example apply(Operation operation, int sign, Example example) {
        double share = magnitude / STRONGEST;
        Image image = example.image();
        double factor = 1 + sign * 0.9 * share;
        return switch (operation) {
            case IDENTITY -> example;
            case SHEAR_X -> moved(example, shear(sign * 0.3 * share, 0, image));
            case SHEAR_Y -> moved(example, shear(0, sign * 0.3 * share, image));
            case TRANSLATE_X -> moved(example, shift(sign * 150 / 331.0 * share * image.width(), 0));
            case TRANSLATE_Y -> moved(example, shift(0, sign * 150 / 331.0 * share * image.height()));
            case ROTATE -> moved(example, turn(Math.toRadians(sign * 30 * share), image));
            case BRIGHTNESS -> each(example, value -> value * factor);
            case COLOR -> recolored(example, factor);
            case CONTRAST -> contrast(example, factor);
            case SHARPNESS -> sharpened(example, factor);
            case POSTERIZE -> {
                int lost = 1 << (int) Math.round(4 * share);
                yield each(example, value -> Math.floor(value / lost) * lost);
            }
            case SOLARIZE -> {
                double threshold = WHITE * (1 - share);
                yield each(example, value -> value >= threshold ? WHITE - value : value);
            }
            case AUTO_CONTRAST -> ToneCurves.stretched(example);
            case EQUALIZE -> ToneCurves.equalized(example);
        };
    }

    private static AffineMap shear(double across, double down, Image image) {
        double x = (image.width() - 1) / 2.0;
        double y = (image.height() - 1) / 2.0;
        return new AffineMap(new double[] {1, across, -across * y, down, 1, -down * x});
    }

    /** What is seen comes from so far to the right and below. */
    private static AffineMap shift(double x, double y) {
        return new AffineMap(new double[] {1, 0, x, 0, 1, y});
    }

    private static AffineMap turn(double angle, Image image) {
        double x = image.width() / 2.0;
        double y = image.height() / 2.0;
        return AffineMap.about(x, y, x, y, 1, 1, 1, angle, 0);
    }

    private Example moved(Example example, AffineMap map) {
        Image image = example.image();
        Augmentation filling = Augmentation.of(draft -> draft.fill = fill);
        Mat pixels = Mats.of(image);
        try (Warp warp = new Warp(filling, new SplittableRandom(0), map, image.width(), image.height())) {
            warp.image(pixels);
            return example.with(
                    Mats.toImage(pixels, image.isColor()), TargetMaps.moved(example.target(), warp::labels));
        } finally {
            pixels.release();
        }
    }

    private static Example each(Example example, DoubleUnaryOperator change) {
        float[] values = ToneCurves.values(example.image());
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) change.applyAsDouble(values[i]);
        }
        return ToneCurves.with(example, values);
    }

    private static Example contrast(Example example, double factor) {
        float[] values = ToneCurves.values(example.image());
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        return each(example, value -> mean + (value - mean) * factor);
    }

    /** Away from grey, or to it; channels that are no colours have none. */
    private static Example recolored(Example example, double factor) {
        if (!example.image().isColor()) {
            return example;
        }
        float[] values = ToneCurves.values(example.image());
        for (int i = 0; i < values.length; i += 3) {
            double grey = 0.299 * values[i] + 0.587 * values[i + 1] + 0.114 * values[i + 2];
            for (int c = 0; c < 3; c++) {
                values[i + c] = (float) (grey + (values[i + c] - grey) * factor);
            }
        }
        return ToneCurves.with(example, values);
    }

    /** Away from what a 3x3 window of weights 1, and 5 in its middle, makes of a pixel, or to it; not at the edges. */
    private static Example sharpened(Example example, double factor) {
        Image image = example.image();
        float[] values = ToneCurves.values(image);
        float[] sharp = values.clone();
        int row = image.width() * image.channels();
        for (int y = 1; y < image.height() - 1; y++) {
            for (int i = y * row + image.channels(); i < (y + 1) * row - image.channels(); i++) {
                double sum = 4 * values[i];
                for (int down = -row; down <= row; down += row) {
                    sum += values[i + down - image.channels()] + values[i + down] + values[i + down + image.channels()];
                }
                double smooth = sum / 13;
                sharp[i] = (float) (smooth + (values[i] - smooth) * factor);
            }
        }
        return ToneCurves.with(example, sharp);
    }
}
