package io.fovea.image;

import io.fovea.FoveaException;
import java.util.Optional;

/**
 * The values of an image that are no numbers: NaN or infinite. They would spread over everything that is made of it.
 *
 * @param count at least 1
 * @param x column of the first, in reading order, from 0
 * @param y row of the first, from 0
 */
public record NonFinite(int count, int x, int y) {

    /**
     * Lets images pass whose values are all numbers.
     *
     * @throws FoveaException with their count and the place of the first, if some are none
     */
    public static void refuse(Image image) {
        in(image).ifPresent(found -> {
            boolean one = found.count() == 1;
            throw new FoveaException(found.count() + (one ? " value" : " values") + " of the image "
                    + (one ? "is" : "are") + " no number (NaN or infinite), the first at x = " + found.x() + ", y = "
                    + found.y() + "; replace them, for example by 0.");
        });
    }

    /**
     * An image with its least number in their place, as ImageJ's users mean them: there NaN marks background.
     *
     * @return the image itself where all are numbers
     * @throws FoveaException if none is
     */
    public static Image replaced(Image image) {
        if (in(image).isEmpty()) {
            return image;
        }
        float[] values = image.floats().clone();
        float least = Float.POSITIVE_INFINITY;
        for (float value : values) {
            least = Float.isFinite(value) ? Math.min(least, value) : least;
        }
        if (Float.isInfinite(least)) {
            throw new FoveaException("The image has no value that is a number: all " + values.length
                    + " are NaN or infinite; look at how it was made.");
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.isFinite(values[i]) ? values[i] : least;
        }
        return image.with(values);
    }

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
