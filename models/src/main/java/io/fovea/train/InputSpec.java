package io.fovea.train;

import io.fovea.image.Color;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import io.fovea.model.Fit;
import io.fovea.model.Input;

/**
 * What the network of a recipe is given.
 *
 * @param width in pixels; 0 for any
 * @param height in pixels; 0 for any
 * @param channels 1 or 3
 * @param fit whether images are resized to the input or go through in tiles
 * @param halo of tiles, in pixels: at least the radius of the receptive field
 * @param multiple what width and height must be multiples of
 * @param stretch which images are stretched between two percentiles
 * @param low the percentile that becomes 0
 * @param high the percentile that becomes 255
 */
public record InputSpec(
        int width,
        int height,
        int channels,
        Fit fit,
        int halo,
        int multiple,
        Stretch stretch,
        double low,
        double high) {

    /** Fills in what is left out. */
    public InputSpec {
        channels = channels == 0 ? 1 : channels;
        fit = fit == null ? Fit.RESIZE : fit;
        multiple = multiple == 0 ? 1 : multiple;
        stretch = stretch == null ? Stretch.DEEP : stretch;
        low = high == 0 ? 0.1 : low;
        high = high == 0 ? 99.9 : high;
    }

    /** The same for a model's card: pixels of 0 to 255, channels first. */
    Input toInput() {
        return new Input(
                width,
                height,
                channels,
                Layout.NCHW,
                channels == 1 ? Color.GRAY : Color.RGB,
                Normalisation.RAW.with(stretch, low, high),
                fit,
                halo,
                multiple);
    }
}
