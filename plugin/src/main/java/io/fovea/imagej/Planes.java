package io.fovea.imagej;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.fovea.FoveaException;
import io.fovea.batch.NumberSelection;
import io.fovea.image.Image;
import io.fovea.model.Input;
import java.awt.Rectangle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The planes of an image, one for each depth and time that is meant, as a model sees them: whole, whatever is selected.
 *
 * <p>A model of several channels is given all of them together, any other model one; see {@link SourceChannels}. Pixel values
 * count, not the brightness and contrast they are shown with.
 */
final class Planes {
    private final ImagePlus source;
    private final SourceChannels channels;
    private final TableMeaning meaning;
    private final List<Integer> slices;
    private final List<Integer> frames;
    private final Optional<Rectangle> window;
    private List<Integer> used = List.of();

    private Planes(ImagePlus source, SourceChannels channels, NumberSelection slices, NumberSelection frames) {
        this.source = source;
        this.channels = channels;
        meaning = new TableMeaning(source);
        this.slices = meant(slices, channels.isRgbStack() ? 1 : source.getNSlices());
        this.frames = meant(frames, channels.isRgbStack() ? 1 : source.getNFrames());
        window = Optional.empty();
    }

    private Planes(Planes whole, Rectangle window) {
        source = whole.source;
        channels = whole.channels;
        meaning = whole.meaning;
        slices = whole.slices;
        frames = whole.frames;
        this.window = Optional.of(window);
    }

    private List<Integer> meant(NumberSelection selection, int count) {
        int[] there = IntStream.rangeClosed(1, count).toArray();
        selection.require(source.getTitle(), there);
        return IntStream.of(there).filter(selection::has).boxed().toList();
    }

    /**
     * All planes of an image.
     *
     * @param channel from 1; 0 for colour where the image has it, and the channel on show otherwise
     * @throws FoveaException if the image has no such channel
     */
    static Planes of(ImagePlus source, int channel) {
        return of(source, Integer.toString(channel));
    }

    /** All planes of an image: {@link PlaneKeys#channel} of them. */
    static Planes of(ImagePlus source, String channel) {
        return of(source, PlaneKeys.ofChannel(channel));
    }

    /**
     * The planes of an image.
     *
     * @throws FoveaException if the image has no such channel, slice or frame
     */
    static Planes of(ImagePlus source, PlaneKeys keys) {
        return new Planes(
                source,
                SourceChannels.of(source, keys.channel()),
                NumberSelection.parse("slice", keys.slice()),
                NumberSelection.parse("frame", keys.frame()));
    }

    /** The same planes, of which {@link #image} gives a rectangle alone, as if it had been cut out. */
    Planes within(Rectangle part) {
        return new Planes(this, part);
    }

    /** Depth times frames: the planes come depth first. */
    int count() {
        return slices() * frames();
    }

    /** How many depths are meant. */
    int slices() {
        return slices.size();
    }

    /** How many times are meant. */
    int frames() {
        return frames.size();
    }

    /** The depth of a plane, from 1. */
    int slice(int plane) {
        return slices.get(plane % slices());
    }

    /** The time of a plane, from 1. */
    int frame(int plane) {
        return frames.get(plane / slices());
    }

    /** The plane on show, if it is meant. */
    OptionalInt shown() {
        OnShow shown = OnShow.of(source);
        return channels.isRgbStack() ? OptionalInt.of(0) : at(shown.slice(), shown.frame());
    }

    /** The plane that a selection is on, or the one on show if it is on all; none if that is not meant. */
    OptionalInt of(Roi roi) {
        if (channels.isRgbStack() || source.getStackSize() == 1) {
            return OptionalInt.of(0);
        }
        int index = roi.hasHyperStackPosition() ? 0 : Math.min(roi.getPosition(), source.getStackSize());
        int[] position = index > 0
                ? source.convertIndexToPosition(index)
                : new int[] {0, roi.getZPosition(), roi.getTPosition()};
        OnShow shown = OnShow.of(source);
        return at(position[1] > 0 ? position[1] : shown.slice(), position[2] > 0 ? position[2] : shown.frame());
    }

    private OptionalInt at(int slice, int frame) {
        int depth = slices.indexOf(slice);
        int time = frames.indexOf(frame);
        return depth < 0 || time < 0 ? OptionalInt.empty() : OptionalInt.of(time * slices() + depth);
    }

    /** The pixels of a plane: of several channels the one chosen, or on show; or colours. */
    Image image(int plane) {
        return channels.isColor() && channels.isOpen() ? colors(plane) : single(plane, channels.single());
    }

    /**
     * The pixels of a plane for a model: all its channels together, or as of {@link #image(int)}.
     *
     * @throws FoveaException if the image has not the channels that the model takes
     */
    Image image(int plane, Input input) {
        feed(input);
        if (!input.takesChannels()) {
            if (plane == 0 && channels.isOpen()) {
                channels.noteColors();
            }
            return image(plane);
        }
        return used.isEmpty()
                ? colors(plane)
                : Image.ofChannels(
                        used.stream().map(channel -> image(plane, channel)).toList());
    }

    /** The pixels of a plane in a channel, from 1, as a model has it that takes several. */
    Image image(int plane, int channel) {
        return channels.isColor() ? colors(plane).channel(channel - 1) : intensities(plane, channel);
    }

    /**
     * Settles which channels a model is given, for what is said of them.
     *
     * @throws FoveaException if the image has not the channels that the model takes
     */
    void feed(Input input) {
        used = channels.feeding(input);
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

    /** Shows a selection on its plane alone. */
    void place(Roi roi, int plane) {
        if (source.isHyperStack()) {
            roi.setPosition(0, slice(plane), frame(plane));
        } else if (!names().title(plane).isEmpty()) {
            roi.setPosition(source.getStackIndex(1, slice(plane), frame(plane)));
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

    /** What the planes are called. */
    PlaneNames names() {
        return new PlaneNames(source, channels, this);
    }

    /** Begins a table's row on a plane: the image's name, and which plane and channel if there are several. */
    void beginRow(ResultsTable table, int plane) {
        names().beginRow(table, plane);
    }

    /** The channels that a model was given, as far as is known. */
    List<Integer> used() {
        return used;
    }

    /** The pixels of every channel of a plane, as they are; of an RGB image one, which has its colours. */
    List<ImageProcessor> pixels(int plane) {
        int count = channels.isRgbStack() ? source.getStackSize() : source.getNChannels();
        return IntStream.rangeClosed(1, count)
                .mapToObj(channel -> processor(plane, channel))
                .toList();
    }

    private ImageProcessor processor(int plane, int c) {
        ImageStack stack = source.getStack();
        ImageProcessor pixels =
                stack.getProcessor(channels.isRgbStack() ? c : source.getStackIndex(c, slice(plane), frame(plane)));
        if (window.isEmpty()) {
            return pixels;
        }
        pixels.setRoi(window.get());
        return pixels.crop();
    }

    /** Of a stack the image knows the colour table, and the composite that of each channel. */
    private LUT lut(ImageProcessor pixels, int channel) {
        if (source instanceof CompositeImage composite) {
            return composite.getChannelLut(channel);
        }
        LUT shown = source.getProcessor().getLut();
        return shown == null ? pixels.getLut() : shown;
    }
}
