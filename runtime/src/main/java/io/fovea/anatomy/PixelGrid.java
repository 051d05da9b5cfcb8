package io.fovea.anatomy;

import io.fovea.ArrayLength;
import io.fovea.image.Layout;
import io.fovea.model.Input;
import io.fovea.session.FloatTensor;

/**
 * Where the values of a pixel lie in the tensor of an image.
 *
 * @param channels for each pixel
 * @param width in pixels
 * @param height in pixels
 */
public record PixelGrid(Layout layout, int channels, int width, int height) {

    /** Those of the tensor that a model is given of an image in a frame. */
    public static PixelGrid of(Input input, InputFrame framing) {
        return new PixelGrid(input.layout(), input.channels(), framing.width(), framing.height());
    }

    /** How many there are. */
    public int pixels() {
        return ArrayLength.of(width, height);
    }

    /** The index of a pixel's value. */
    public int at(int channel, int pixel) {
        return layout == Layout.NCHW ? channel * pixels() + pixel : pixel * channels + channel;
    }

    /** A tensor's mirror image, left and right swapped. */
    public FloatTensor mirrored(FloatTensor tensor) {
        FloatTensor flipped = FloatTensor.allocate(tensor.shape());
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < pixels(); i++) {
                int x = i % width;
                flipped.data().put(at(c, i - x + width - 1 - x), tensor.data().get(at(c, i)));
            }
        }
        return flipped;
    }

    /** The mean of each channel. */
    public float[] means(FloatTensor tensor) {
        float[] means = new float[channels];
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int i = 0; i < pixels(); i++) {
                sum += tensor.data().get(at(c, i));
            }
            means[c] = (float) (sum / pixels());
        }
        return means;
    }

    /** A copy of a tensor. */
    public static FloatTensor copy(FloatTensor tensor) {
        FloatTensor copy = FloatTensor.allocate(tensor.shape());
        copy.data().put(0, tensor.data(), 0, tensor.size());
        return copy;
    }
}
