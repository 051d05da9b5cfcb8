package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.Preparation;
import io.fovea.image.Stretch;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What a model wants to be given.
 *
 * @param width in pixels; empty if free
 * @param height in pixels; empty if free
 * @param channels as the model declares them; Fovea gives it 1 to 16
 * @param channelNames what each channel shows, such as DAPI, in order; empty where that is not said
 * @param halo pixels around a tile that its answer depends on: at least the radius of the receptive field
 * @param multiple the width and height given must be multiples of this (the product of the strides)
 */
public record Input(
        OptionalInt width,
        OptionalInt height,
        int channels,
        List<String> channelNames,
        Layout layout,
        Color color,
        Normalisation normalisation,
        Fit fit,
        int halo,
        int multiple) {

    /** The most pixels that a halo can have: more than any network's reach. */
    public static final int LARGEST_HALO = 1 << 16;

    /** The largest multiple that there can be: more than any network's strides come to. */
    public static final int LARGEST_MULTIPLE = 1 << 10;

    /** Checks ranges. */
    public Input {
        if (width.orElse(1) < 1
                || height.orElse(1) < 1
                || channels < 1
                || halo < 0
                || halo > LARGEST_HALO
                || multiple < 1
                || multiple > LARGEST_MULTIPLE) {
            throw new IllegalArgumentException("Not an input: width " + CardFields.size(width) + ", height "
                    + CardFields.size(height) + ", channels " + channels + ", halo " + halo + ", multiple " + multiple);
        }
        channelNames = List.copyOf(channelNames);
        if (channelNames.stream().anyMatch(name -> name.isBlank() || name.contains(","))) {
            throw new IllegalArgumentException("Names of channels are words without commas, not " + channelNames);
        }
        if (!channelNames.isEmpty() && channelNames.size() != channels) {
            throw new IllegalArgumentException(
                    channelNames.size() + " names of channels for " + channels + " channels: " + channelNames);
        }
    }

    /** An input of raw 0..255 values, NCHW, of one size, to which images are resized. */
    public static Input resized(int width, int height, Color color) {
        return whole(color).withSize(OptionalInt.of(width), OptionalInt.of(height));
    }

    /** An input of raw 0..255 values, NCHW, of any size, into which images go as they are. */
    public static Input whole(Color color) {
        return tiled(color, 0, 1).withFit(Fit.RESIZE);
    }

    /** An input of raw 0..255 values, NCHW, of any size, through which large images go in tiles. */
    public static Input tiled(Color color, int halo, int multiple) {
        return new Input(
                OptionalInt.empty(),
                OptionalInt.empty(),
                color.channels(),
                List.of(),
                Layout.NCHW,
                color,
                Normalisation.RAW,
                Fit.TILE,
                halo,
                multiple);
    }

    /** The same for images of a size, of which either side may be free. */
    public Input withSize(OptionalInt newWidth, OptionalInt newHeight) {
        return new Input(
                newWidth, newHeight, channels, channelNames, layout, color, normalisation, fit, halo, multiple);
    }

    /** The same with images that go in otherwise. */
    public Input withFit(Fit newFit) {
        return new Input(width, height, channels, channelNames, layout, color, normalisation, newFit, halo, multiple);
    }

    /** The same with as many channels that mean others. */
    public Input withColor(Color newColor) {
        return new Input(width, height, channels, channelNames, layout, newColor, normalisation, fit, halo, multiple);
    }

    /**
     * The same for channels that are no colours, such as stains.
     *
     * @param names of each, or none
     */
    public Input withChannels(int count, List<String> names) {
        return new Input(width, height, count, names, layout, Color.CHANNELS, normalisation, fit, halo, multiple);
    }

    /** The same with other values. */
    public Input withNormalisation(Normalisation newNormalisation) {
        return new Input(width, height, channels, channelNames, layout, color, newNormalisation, fit, halo, multiple);
    }

    /** The same with its dimensions in another order. */
    public Input withLayout(Layout newLayout) {
        return new Input(width, height, channels, channelNames, newLayout, color, normalisation, fit, halo, multiple);
    }

    /** See {@link Normalisation#scale}. */
    public float scale() {
        return normalisation.scale();
    }

    /** See {@link Normalisation#mean}. */
    public float[] mean() {
        return normalisation.mean();
    }

    /** See {@link Normalisation#std}. */
    public float[] std() {
        return normalisation.std();
    }

    /** See {@link Normalisation#stretch}. */
    public Stretch stretch() {
        return normalisation.stretch();
    }

    /** See {@link Normalisation#low}. */
    public double low() {
        return normalisation.low();
    }

    /** See {@link Normalisation#high}. */
    public double high() {
        return normalisation.high();
    }

    /** Whether the model takes any width and height. */
    public boolean isFree() {
        return width.isEmpty() && height.isEmpty();
    }

    /** Whether the model takes one size only. */
    public boolean isFixed() {
        return width.isPresent() && height.isPresent();
    }

    /** The width of the tensor for an image: the model's own, or the image's, rounded up to a {@link #multiple}. */
    public int widthFor(int imageWidth) {
        return width.isPresent() ? width.getAsInt() : roundUp(imageWidth, multiple);
    }

    /** The height of the tensor for an image: the model's own, or the image's, rounded up to a {@link #multiple}. */
    public int heightFor(int imageHeight) {
        return height.isPresent() ? height.getAsInt() : roundUp(imageHeight, multiple);
    }

    /**
     * The least multiple that is not below a number.
     *
     * @throws ArithmeticException if it is beyond 32 bits
     */
    public static int roundUp(int number, int multiple) {
        return Math.multiplyExact(-Math.floorDiv(-number, multiple), multiple);
    }

    /** The shape of a tensor for one image of the given size. */
    public long[] shape(int imageWidth, int imageHeight) {
        return layout == Layout.NCHW
                ? new long[] {1, channels, imageHeight, imageWidth}
                : new long[] {1, imageHeight, imageWidth, channels};
    }

    /** Whether several channels of an image that are no colours go in together. */
    public boolean takesChannels() {
        return color == Color.CHANNELS && channels > 1;
    }

    /**
     * How images become this input's values.
     *
     * @throws FoveaException if the model takes more channels than images have, or others than its card says
     */
    public Preparation preparation() {
        if (channels > Image.MOST_CHANNELS) {
            throw new FoveaException("The model takes " + channels + " channels; images have up to "
                    + Image.MOST_CHANNELS + ", so that Fovea cannot give it what it takes.");
        }
        if (!color.fits(channels)) {
            throw new FoveaException("The model's card contradicts itself: its input has " + channels
                    + " channels, and it calls them '" + color.name().toLowerCase(Locale.ROOT)
                    + "'; what are no colours"
                    + " is called 'channels'.");
        }
        return new Preparation(color, channels, layout, normalisation);
    }

    /** Which images it takes, and how, in a few words: {@code 28x28 gray, resized}. */
    public String words() {
        String size = isFixed() ? width().getAsInt() + "x" + height().getAsInt() : "any size";
        String how = fit() == Fit.TILE ? "in tiles" : isFixed() ? "resized" : "whole";
        String kind =
                takesChannels() ? channels() + " channels" : color().name().toLowerCase(Locale.ROOT);
        return size + " " + kind + ", " + how;
    }
}
