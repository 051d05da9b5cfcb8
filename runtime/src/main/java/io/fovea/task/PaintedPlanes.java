package io.fovea.task;

import io.fovea.ArrayLength;
import io.fovea.HeapLimit;
import io.fovea.image.Image;

/** Gathers the image that a network paints, part by part, in the units of the image that it was made of. */
final class PaintedPlanes {
    private final PaintedValues values;
    private int width;
    private int height;
    private int channels;
    private float[] pixels = {};

    /** Of nothing yet. */
    PaintedPlanes(PaintedValues values) {
        this.values = values;
    }

    /** Takes from a part the pixels that it answers for. */
    void add(Passage.Part part) {
        if (pixels.length == 0) {
            allocate(part);
        }
        for (int y = part.down().from(); y < part.lastRow() && part.columns() > 0; y++) {
            values.read(part, y, pixels, (y * width + part.across().from()) * channels);
        }
    }

    private void allocate(Passage.Part part) {
        width = part.width();
        height = part.height();
        channels = values.channels(part);
        HeapLimit.require(
                "The image of " + width + "x" + height + " pixels", (double) Float.BYTES * width * height * channels);
        pixels = new float[ArrayLength.of(width, height, channels)];
    }

    /** All that was gathered, as floats, at a size. */
    Image image(int atWidth, int atHeight) {
        Image image = values.isColor(channels)
                ? Image.rgb32(width, height, pixels)
                : Image.channels32(width, height, channels, pixels);
        return image.resized(atWidth, atHeight);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
