package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.image.Image;

/** Makes sure that an image holds numbers. */
final class Numbers {
    private Numbers() {}

    /** Throws a {@link FoveaException} that says where the first value is that is none. */
    static void require(Image image) {
        if (image.depth() != Image.Depth.FLOAT32) {
            return;
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
        if (count > 0) {
            throw new FoveaException(count + " value" + (count == 1 ? "" : "s")
                    + " of the image " + (count == 1 ? "is" : "are") + " no number (NaN or infinite), the first at x = "
                    + first % image.width() + ", y = " + first / image.width()
                    + "; replace them, then explain it again.");
        }
    }
}
