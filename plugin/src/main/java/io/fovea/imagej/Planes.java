package io.fovea.imagej;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.fovea.FoveaException;
import io.fovea.batch.ChannelChoice;
import io.fovea.image.ChannelNames;
import io.fovea.image.Image;
import io.fovea.model.Input;
import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The planes of an image, one for each depth and time, as a model sees them: whole, whatever is selected.
 *
 * <p>RGB images, RGB stacks, and composites of files that say they are RGB, are colour. Other channels are no colours, in
 * whatever colours they are shown: a model of several channels is given all of them together, any other model one. Pixel
 * values count, not the brightness and contrast they are shown with.
 */
final class Planes {
    private static final Color[] RGB = {Color.RED, Color.GREEN, Color.BLUE};

    private final ImagePlus source;
    private final ChannelChoice choice;
    private final TableMeaning meaning;
    private final boolean color;

    private Planes(ImagePlus source, ChannelChoice choice) {
        this.source = source;
        this.choice = choice;
        meaning = new TableMeaning(source);
        color = isColour();
    }

    /**
     * The planes of an image.
     *
     * @param channel from 1; 0 for colour where the image has it, and the channel on show otherwise
     * @throws FoveaException if the image has no such channel
     */
    static Planes of(ImagePlus source, int channel) {
        return of(source, Integer.toString(channel));
    }

    /**
     * The planes of an image.
     *
     * @param channel numbers from 1, or names, separated by commas, in the order of the model's channels; 0 or nothing for
     *     what the model wants: all, or colour where the image has it, or else the channel on show
     * @throws FoveaException if the image has no such channel
     */
    static Planes of(ImagePlus source, String channel) {
        String text = channel.strip().replaceFirst("\\.0+$", ""); // a script may have given a number
        if (text.isEmpty() || text.equals("0")) {
            return new Planes(source, ChannelChoice.ALL);
        }
        int channels = source.getNChannels();
        if (text.matches("-?\\d{1,9}") && (Integer.parseInt(text) < 0 || Integer.parseInt(text) > channels)) {
            throw new FoveaException("'" + source.getTitle() + "' has " + channels + " channel"
                    + (channels == 1 ? "" : "s") + ", so channel must be 1.." + channels
                    + ", or 0 for colour or the channel on show; it is " + text + ".");
        }
        return new Planes(source, ChannelChoice.parse(text));
    }

    /** Depth times frames: the planes come depth first. */
    int count() {
        return slices() * frames();
    }

    int slices() {
        return isRgbStack() ? 1 : source.getNSlices();
    }

    int frames() {
        return isRgbStack() ? 1 : source.getNFrames();
    }

    /** The depth of a plane, from 1. */
    int slice(int plane) {
        return plane % slices() + 1;
    }

    /** The time of a plane, from 1. */
    int frame(int plane) {
        return plane / slices() + 1;
    }

    /** The plane on show. */
    int shown() {
        return isRgbStack() ? 0 : (source.getT() - 1) * slices() + source.getZ() - 1;
    }

    /** The plane that a selection is on; the one on show if it is on all. */
    int of(Roi roi) {
        if (count() == 1) {
            return 0;
        }
        boolean placed = roi.hasHyperStackPosition();
        int[] at = roi.getPosition() > 0 && roi.getPosition() <= source.getStackSize() && !placed
                ? source.convertIndexToPosition(roi.getPosition())
                : new int[] {0, roi.getZPosition(), roi.getTPosition()};
        int slice = at[1] > 0 ? at[1] : source.getZ();
        int frame = at[2] > 0 ? at[2] : source.getT();
        return (Math.min(frame, frames()) - 1) * slices() + Math.min(slice, slices()) - 1;
    }

    /** The pixels of a plane: of several channels the one chosen, or on show; or colours. */
    Image image(int plane) {
        if (choice.isAll()) {
            return color ? colors(plane) : single(plane, source.getC());
        }
        List<Integer> chosen = choice.of(source.getTitle(), channels(), names());
        if (chosen.size() != 1) {
            throw new FoveaException(
                    chosen.size() + " channels are chosen of '" + source.getTitle() + "', and one is what is taken.");
        }
        return single(plane, chosen.get(0));
    }

    /**
     * The pixels of a plane for a model: all its channels together, or as of {@link #image(int)}.
     *
     * @throws FoveaException if the image has not the channels that the model takes
     */
    Image image(int plane, Input input) {
        if (!input.takesChannels()) {
            if (plane == 0 && choice.isAll() && looksLikeColour()) {
                IJ.log("'" + source.getTitle()
                        + "' has three channels, shown in red, green and blue, that are no colour"
                        + " picture: the model is given channel " + source.getC() + ", the one on show. To give it"
                        + " colours, make them RGB first (Image > Color > Stack to RGB, or Image > Type > RGB Color).");
            }
            return image(plane);
        }
        if (color && choice.isAll()) {
            return colors(plane);
        }
        List<Integer> wanted = choice.feeding(input, source.getTitle(), channels(), names());
        return Image.ofChannels(wanted.stream()
                .map(c -> color ? colors(plane).channel(c - 1) : intensities(plane, c))
                .toList());
    }

    private Image colors(int plane) {
        return source.getType() == ImagePlus.COLOR_RGB
                ? single(plane, 1)
                : ImageJPixels.merge(processor(plane, 1), processor(plane, 2), processor(plane, 3));
    }

    private Image single(int plane, int channel) {
        ImageProcessor pixels = processor(plane, channel);
        return ImageJPixels.toImage(pixels, lut(pixels, channel), meaning, isSigned());
    }

    private Image intensities(int plane, int channel) {
        ImageProcessor pixels = processor(plane, channel);
        return ImageJPixels.intensities(pixels, lut(pixels, channel), isSigned());
    }

    private boolean isSigned() {
        return source.getBitDepth() == 16 && source.getLocalCalibration().isSigned16Bit();
    }

    private List<Integer> channels() {
        return IntStream.rangeClosed(1, color ? 3 : source.getNChannels())
                .boxed()
                .toList();
    }

    /** What is written on the slices of the channels, where that is names. */
    private List<String> names() {
        if (color) {
            return List.of("Red", "Green", "Blue");
        }
        return ChannelNames.among(channels().stream()
                .map(c -> {
                    String label = source.getStack().getSliceLabel(source.getStackIndex(c, 1, 1));
                    return label == null ? "" : label;
                })
                .toList());
    }

    /** Shows a selection on its plane alone. */
    void place(Roi roi, int plane) {
        if (source.isHyperStack()) {
            roi.setPosition(0, slice(plane), frame(plane));
        } else if (count() > 1) {
            roi.setPosition(plane + 1);
        }
    }

    /**
     * Gives an image that was made of all planes their depth and time.
     *
     * @param channels that were made of each plane
     */
    void shape(ImagePlus made, int channels) {
        made.setDimensions(channels, slices(), frames());
        made.setOpenAsHyperStack(channels > 1 || slices() > 1 && frames() > 1);
    }

    /** Begins a table's row on a plane: the image's name, and which plane if there are several. */
    void beginRow(ResultsTable table, int plane) {
        table.addRow();
        table.addLabel(source.getTitle());
        if (slices() > 1) {
            table.addValue("Slice", slice(plane));
        }
        if (frames() > 1) {
            table.addValue("Frame", frame(plane));
        }
    }

    /** The pixels of every channel of a plane, as they are; of an RGB image one, which has its colours. */
    List<ImageProcessor> pixels(int plane) {
        int count = isRgbStack() ? source.getStackSize() : source.getNChannels();
        return IntStream.rangeClosed(1, count)
                .mapToObj(channel -> processor(plane, channel))
                .toList();
    }

    private ImageProcessor processor(int plane, int c) {
        ImageStack stack = source.getStack();
        return stack.getProcessor(isRgbStack() ? c : source.getStackIndex(c, slice(plane), frame(plane)));
    }

    /** Of a stack the image knows the colour table, and the composite that of each channel. */
    private LUT lut(ImageProcessor pixels, int channel) {
        if (source instanceof CompositeImage composite) {
            return composite.getChannelLut(channel);
        }
        LUT shown = source.getProcessor().getLut();
        return shown == null ? pixels.getLut() : shown;
    }

    private boolean isRgbStack() {
        return source.getStack().isRGB()
                && (choice.isAll()
                        || choice.of(source.getTitle(), channels(), names()).size() > 1);
    }

    private boolean isColour() {
        return source.getType() == ImagePlus.COLOR_RGB
                || source.getStack().isRGB()
                || source.getNChannels() == 3 && meaning.isRgbFile();
    }

    /** Whether these are three channels that are shown as if they were colours. */
    private boolean looksLikeColour() {
        if (color || source.getNChannels() != 3 || !(source instanceof CompositeImage composite)) {
            return false;
        }
        for (int c = 0; c < 3; c++) {
            if (composite.getChannelLut(c + 1).getRGB(255) != RGB[c].getRGB()) {
                return false;
            }
        }
        return true;
    }
}
