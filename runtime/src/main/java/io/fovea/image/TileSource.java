package io.fovea.image;

import java.nio.FloatBuffer;

/** What tiles are cut from that go into a network. */
public interface TileSource {

    /** The width of the image in pixels. */
    int width();

    /** The height of the image in pixels. */
    int height();

    /**
     * Fills a tensor with a part of the image. Beyond the image's edges its mirror image is seen, the edge pixels not
     * repeated. May block on the disk.
     *
     * @param left of the part, may lie outside, as may the rest
     * @param target receives {@code channels * height * width} values from its index 0
     */
    void fill(int left, int top, int width, int height, FloatBuffer target);
}
