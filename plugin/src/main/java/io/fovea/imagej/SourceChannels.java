package io.fovea.imagej;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import io.fovea.FoveaException;
import io.fovea.batch.ChannelChoice;
import io.fovea.image.ChannelNames;
import io.fovea.model.Input;
import java.awt.Color;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The channels of an image, and which of them a model is given. RGB images, RGB stacks, and composites of files that say they
 * are RGB, are colour. Other channels are no colours, in whatever colours they are shown.
 */
final class SourceChannels {
    private static final Color[] RGB = {Color.RED, Color.GREEN, Color.BLUE};

    private final ImagePlus source;
    private final ChannelChoice choice;
    private final boolean color;

    private SourceChannels(ImagePlus source, ChannelChoice choice) {
        this.source = source;
        this.choice = choice;
        color = source.getType() == ImagePlus.COLOR_RGB
                || source.getStack().isRGB()
                || source.getNChannels() == 3 && new TableMeaning(source).isRgbFile();
    }

    /**
     * The channels of an image.
     *
     * @param text numbers from 1, or names, separated by commas, in the order of the model's channels; 0 or nothing for
     *     what the model wants: all, or colour where the image has it, or else the channel on show
     * @throws FoveaException if the image has no such channel
     */
    static SourceChannels of(ImagePlus source, String text) {
        String given = text.strip().replaceFirst("\\.0+$", ""); // a script may have given a number
        if (given.isEmpty() || given.equals("0")) {
            return new SourceChannels(source, ChannelChoice.ALL);
        }
        int channels = source.getNChannels();
        if (given.matches("-?\\d{1,9}") && (Integer.parseInt(given) < 0 || Integer.parseInt(given) > channels)) {
            throw new FoveaException("'" + source.getTitle() + "' has " + channels + " channel"
                    + (channels == 1 ? "" : "s") + ", so channel must be 1.." + channels
                    + ", or 0 for colour or the channel on show; it is " + given + ".");
        }
        SourceChannels chosen = new SourceChannels(source, ChannelChoice.parse(given));
        return given.equals("1") && chosen.isOnePicture() ? new SourceChannels(source, ChannelChoice.ALL) : chosen;
    }

    /** Whether the channels are red, green and blue. */
    boolean isColor() {
        return color;
    }

    /** Whether ImageJ counts one channel, in which the three colours are. */
    private boolean isOnePicture() {
        return color && source.getNChannels() == 1;
    }

    /** Whether somebody has to choose: there are several, and they are no colours. */
    boolean isChoice() {
        return !color && source.getNChannels() > 1;
    }

    /** Whether nobody has chosen. */
    boolean isOpen() {
        return choice.isAll();
    }

    /** Whether the image is three pages that are the colours of one. */
    boolean isRgbStack() {
        return source.getStack().isRGB() && (choice.isAll() || chosen().size() > 1);
    }

    /** Those that a model takes apart are given one: the one chosen, or on show. */
    int single() {
        if (choice.isAll()) {
            return OnShow.of(source).channel();
        }
        List<Integer> chosen = chosen();
        if (chosen.size() != 1) {
            throw new FoveaException(
                    chosen.size() + " channels are chosen of '" + source.getTitle() + "', and one is what is taken.");
        }
        if (isOnePicture()) {
            throw new FoveaException("'" + source.getTitle() + "' is an RGB picture, of which the model is given all"
                    + " colours; leave channel out, or split it first (Image > Color > Split Channels).");
        }
        return chosen.get(0);
    }

    /**
     * The channels that a model is given, in its order; none where it is given colours.
     *
     * @throws FoveaException if the image has not the channels that the model takes
     */
    List<Integer> feeding(Input input) {
        if (color && choice.isAll()) {
            return List.of();
        }
        return input.takesChannels() ? choice.feeding(input, source.getTitle(), there(), names()) : List.of(single());
    }

    /** {@code 2}, or with its name {@code 2 (DAPI)}. */
    String title(int channel) {
        List<String> names = names();
        return channel + (names.isEmpty() ? "" : " (" + names.get(channel - 1) + ")");
    }

    /** What {@code channel=} says of these: {@code 3,1}. */
    static String key(List<Integer> channels) {
        return channels.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Whether these are three channels that are shown as if they were colours. */
    boolean looksLikeColor() {
        if (color || source.getNChannels() != 3 || !(source instanceof CompositeImage composite)) {
            return false;
        }
        return IntStream.range(0, 3)
                .allMatch(c -> composite.getChannelLut(c + 1).getRGB(255) == RGB[c].getRGB());
    }

    /** Says in the log that one channel is taken of what looks like colours, where that is so. */
    void noteColors() {
        if (looksLikeColor()) {
            IJ.log("'" + source.getTitle() + "' has three channels, shown in red, green and blue, that are no colour"
                    + " picture: the model is given channel " + single() + ", the one on show. To give it colours, make"
                    + " them RGB first (Image > Color > Stack to RGB, or Image > Type > RGB Color).");
        }
    }

    private List<Integer> chosen() {
        return choice.of(source.getTitle(), there(), names());
    }

    private List<Integer> there() {
        return IntStream.rangeClosed(1, color ? 3 : source.getNChannels())
                .boxed()
                .toList();
    }

    /** What is written on the slices of the channels, where that is names. */
    private List<String> names() {
        if (color) {
            return List.of("Red", "Green", "Blue");
        }
        return ChannelNames.among(there().stream()
                .map(c -> {
                    String label = source.getStack().getSliceLabel(source.getStackIndex(c, 1, 1));
                    return label == null ? "" : label;
                })
                .toList());
    }
}
