package io.fovea.recipe;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.fovea.FoveaException;
import io.fovea.data.Range;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What the network of a recipe is given.
 *
 * @param width in pixels; empty for any
 * @param height in pixels; empty for any
 * @param channels 1..16 (as many as there are names of channels, or 1)
 * @param color what the channels are: gray, rgb, or channels that are no colours, such as stains (gray for 1, rgb for 3
 *     without names)
 * @param channelNames what each channel shows, such as DAPI, by which images' channels are found
 * @param fit whether images are resized to the input or go through in tiles (resized)
 * @param halo of tiles, in pixels: at least the radius of the receptive field
 * @param multiple what width and height must be multiples of (1)
 * @param stretch which images are stretched between two percentiles (those of 16 bits and more)
 * @param low the percentile that becomes 0 (0.1)
 * @param high the percentile that becomes 255 (99.9)
 */
public record InputSpec(
        @JsonSerialize(converter = Unsaid.Number.class) OptionalInt width,
        @JsonSerialize(converter = Unsaid.Number.class) OptionalInt height,
        Integer channels,
        Color color,
        List<String> channelNames,
        Fit fit,
        int halo,
        Integer multiple,
        Stretch stretch,
        Double low,
        Double high) {

    private static final int LARGEST_SIDE = 32_768;

    /** Fills in what is left out and refuses what makes no sense. */
    public InputSpec {
        channelNames = channelNames == null ? List.of() : List.copyOf(channelNames);
        channels = channels == null ? Math.max(1, channelNames.size()) : channels;
        color = color == null ? usual(channels, channelNames) : color;
        fit = fit == null ? Fit.RESIZE : fit;
        multiple = multiple == null ? 1 : multiple;
        stretch = stretch == null ? Stretch.DEEP : stretch;
        low = low == null ? 0.1 : low;
        high = high == null ? 99.9 : high;
        width = Unsaid.number(width);
        height = Unsaid.number(height);
        width.ifPresent(side -> Range.between(0, LARGEST_SIDE).check("width", side));
        height.ifPresent(side -> Range.between(0, LARGEST_SIDE).check("height", side));
        Range.between(0, Input.LARGEST_HALO).check("halo", halo);
        Range.between(1, Input.LARGEST_MULTIPLE).check("multiple", multiple);
        Range.between(0, 100).check("low", low);
        Range.between(0, 100).check("high", high);
        if (channels < 1 || channels > Image.MOST_CHANNELS) {
            throw new FoveaException("'channels' is " + channels + "; a network is trained on 1 (grey) to "
                    + Image.MOST_CHANNELS + ", of which 3 may be colours.");
        }
        if (!color.fits(channels) || color == Color.BGR) {
            throw new FoveaException("'color' is '" + color.name().toLowerCase(Locale.ROOT) + "' for " + channels
                    + " channels; it is gray for 1, rgb for 3, or channels for what is no colour.");
        }
        if (!channelNames.isEmpty() && channelNames.size() != channels) {
            throw new FoveaException(
                    "'channelNames' names " + channelNames.size() + " channels, and there are " + channels + ".");
        }
        if (low >= high) {
            throw new FoveaException(
                    "'low' is " + low + " and 'high' is " + high + "; the first must be the smaller percentile.");
        }
    }

    private static Color usual(int channels, List<String> names) {
        return names.isEmpty() || channels == 1 ? Color.of(channels) : Color.CHANNELS;
    }

    /** The same for a model's card: pixels of 0 to 255, channels first. */
    public Input toInput() {
        return new Input(
                width,
                height,
                channels,
                channelNames,
                Layout.NCHW,
                color,
                Normalisation.RAW.with(stretch, low, high),
                fit,
                halo,
                multiple);
    }
}
