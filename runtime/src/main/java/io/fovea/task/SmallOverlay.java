package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.image.Overlays;
import io.fovea.image.ShrunkRows;

/** An overlay of a large image, smaller than that, of which pixels and labels come row by row. Not thread-safe. */
final class SmallOverlay {
    private final ShrunkRows image;
    private final int[] labels;
    private int rows;

    /**
     * Nothing yet.
     *
     * @param side that its longer one has at most, in pixels
     */
    SmallOverlay(int width, int height, int side) {
        image = new ShrunkRows(width, height, side);
        labels = new int[image.width() * image.height()];
    }

    /** Adds the next rows of the image. */
    void add(Image next) {
        image.add(next);
    }

    /** Adds the labels of the next row. */
    void add(int[] row) {
        int factor = image.factor();
        int middle = factor / 2;
        if (rows % factor == middle && rows / factor < image.height()) {
            for (int x = 0; x < image.width(); x++) {
                labels[rows / factor * image.width() + x] = row[x * factor + middle];
            }
        }
        rows++;
    }

    /** The image with every label outlined that is large enough to be seen. */
    Image picture() {
        return Overlays.outlines(image.image(), labels);
    }
}
