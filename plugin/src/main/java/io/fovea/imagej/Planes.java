package io.fovea.imagej;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.awt.Color;

/**
 * The planes of an image, one for each depth and time, as a model sees them: whole, whatever is selected.
 *
 * <p>RGB images, RGB stacks, and three channels shown in red, green and blue are colour. Of any other image with several
 * channels one is taken. Pixel values count, not the brightness and contrast they are shown with.
 */
final class Planes {
    private static final Color[] RGB = {Color.RED, Color.GREEN, Color.BLUE};

    private final ImagePlus source;
    private final int channel;
    private final TableMeaning meaning;

    private Planes(ImagePlus source, int channel) {
        this.source = source;
        this.channel = channel;
        meaning = new TableMeaning(source);
    }

    /**
     * The planes of an image.
     *
     * @param channel from 1; 0 for all three as colour where they are, and the channel on show otherwise
     * @throws FoveaException if the image has no such channel
     */
    static Planes of(ImagePlus source, int channel) {
        int channels = source.getNChannels();
        if (channel < 0 || channel > channels) {
            throw new FoveaException("'" + source.getTitle() + "' has " + channels + " channel"
                    + (channels == 1 ? "" : "s") + ", so channel must be 1.." + channels
                    + ", or 0 for colour or the channel on show; it is " + channel + ".");
        }
        if (channel > 0) {
            return new Planes(source, channel);
        }
        return new Planes(source, isColour(source) ? 0 : source.getC());
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

    /** The pixels of a plane. */
    Image image(int plane) {
        if (channel > 0 || source.getType() == ImagePlus.COLOR_RGB) {
            ImageProcessor pixels = processor(plane, Math.max(channel, 1));
            boolean signed =
                    source.getBitDepth() == 16 && source.getLocalCalibration().isSigned16Bit();
            return Pixels.toImage(pixels, lut(pixels), meaning, signed);
        }
        return Pixels.merge(processor(plane, 1), processor(plane, 2), processor(plane, 3));
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

    private ImageProcessor processor(int plane, int c) {
        ImageStack stack = source.getStack();
        return stack.getProcessor(isRgbStack() ? c : source.getStackIndex(c, slice(plane), frame(plane)));
    }

    /** Of a stack the image knows the colour table, and the composite that of each channel. */
    private LUT lut(ImageProcessor pixels) {
        if (source instanceof CompositeImage composite) {
            return composite.getChannelLut(channel);
        }
        LUT shown = source.getProcessor().getLut();
        return shown == null ? pixels.getLut() : shown;
    }

    private boolean isRgbStack() {
        return channel == 0 && source.getStack().isRGB();
    }

    private static boolean isColour(ImagePlus image) {
        if (image.getType() == ImagePlus.COLOR_RGB || image.getStack().isRGB()) {
            return true;
        }
        if (image.getNChannels() != 3 || !(image instanceof CompositeImage composite)) {
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
