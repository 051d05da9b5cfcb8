package io.fovea.explore;

import io.fovea.FoveaException;
import io.fovea.image.Image;

/** Refuses images that would spread what is no number over everything made of them. */
final class Numbers {
    private Numbers() {}

    /** Throws a {@link FoveaException} with the place of the first NaN or infinity of an image, if there is one. */
    static void require(Image image) {
        if (image.depth() != Image.Depth.FLOAT32) {
            return;
        }
        float[] values = image.floats();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                int pixel = i / image.channels();
                throw new FoveaException("The image holds values that are no numbers (NaN or infinite), the first at "
                        + pixel % image.width() + ", " + pixel / image.width() + "; replace them, for example by 0.");
            }
        }
    }
}
