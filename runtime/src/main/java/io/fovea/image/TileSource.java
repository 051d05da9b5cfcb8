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

    /**
     * Turns values as a model is given them into pixel values of the image as it was given, in place.
     *
     * @param channel of the model
     */
    void restore(int channel, float[] values);

    /**
     * Turns values between black and white into pixel values of the image as it was given, in place: black and white are
     * what the image was stretched between, or else the least and the greatest value of its depth.
     *
     * @param channel of the model
     * @return whether that is known: floats that were not stretched have no white
     */
    boolean restore(int channel, float black, float white, float[] values);
}
