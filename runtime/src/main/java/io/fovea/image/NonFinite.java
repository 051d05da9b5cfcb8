package io.fovea.image;

import java.util.Optional;

/**
 * The values of an image that are no numbers: NaN or infinite. They would spread over everything that is made of it.
 *
 * @param count at least 1
 * @param x column of the first, in reading order, from 0
 * @param y row of the first, from 0
 */
public record NonFinite(int count, int x, int y) {

    /** Those of an image; empty where all are numbers, as integers always are. */
    public static Optional<NonFinite> in(Image image) {
        if (image.depth() != Image.Depth.FLOAT32) {
            return Optional.empty();
        }
        float[] values = image.floats();
        int count = 0;
        int first = 0;
        for (int i = values.length - 1; i >= 0; i--) {
            if (!Float.isFinite(values[i])) {
                count++;
                first = i / image.channels();
            }
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(new NonFinite(count, first % image.width(), first / image.width()));
    }
}
