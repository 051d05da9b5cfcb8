package io.fovea.recipe;

import io.fovea.FoveaException;
import io.fovea.data.Range;
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
 * @param channels 1 or 3 (1)
 * @param fit whether images are resized to the input or go through in tiles (resized)
 * @param halo of tiles, in pixels: at least the radius of the receptive field
 * @param multiple what width and height must be multiples of (1)
 * @param stretch which images are stretched between two percentiles (those of 16 bits and more)
 * @param low the percentile that becomes 0 (0.1)
 * @param high the percentile that becomes 255 (99.9)
 */
public record InputSpec(
        int width,
        int height,
        Integer channels,
        Fit fit,
        int halo,
        Integer multiple,
        Stretch stretch,
        Double low,
        Double high) {

    private static final int LARGEST_SIDE = 32_768;

    /** Fills in what is left out and refuses what makes no sense. */
    public InputSpec {
        channels = channels == null ? 1 : channels;
        fit = fit == null ? Fit.RESIZE : fit;
        multiple = multiple == null ? 1 : multiple;
        stretch = stretch == null ? Stretch.DEEP : stretch;
        low = low == null ? 0.1 : low;
        high = high == null ? 99.9 : high;
        Range.between(0, LARGEST_SIDE).check("width", width);
        Range.between(0, LARGEST_SIDE).check("height", height);
        Range.between(0, LARGEST_SIDE).check("halo", halo);
        Range.between(1, LARGEST_SIDE).check("multiple", multiple);
        Range.between(0, 100).check("low", low);
        Range.between(0, 100).check("high", high);
        if (channels != 1 && channels != 3) {
            throw new FoveaException("'channels' is " + channels + "; a network is trained on 1 (grey) or 3 (colour).");
        }
        if (low >= high) {
            throw new FoveaException(
                    "'low' is " + low + " and 'high' is " + high + "; the first must be the smaller percentile.");
        }
    }

    /** The same for a model's card: pixels of 0 to 255, channels first. */
    public Input toInput() {
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
