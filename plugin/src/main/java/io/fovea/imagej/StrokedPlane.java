package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.Roi;
import io.fovea.image.Image;
import io.fovea.model.Input;

/**
 * A plane of an open image that strokes may be on.
 *
 * @param channel from 1, the one that was on show when the image was first painted on; 0 for colour, or the only one there is
 * @param slice from 1
 * @param frame from 1
 */
record StrokedPlane(ImagePlus image, int channel, int slice, int frame) {

    /** The plane on show. */
    static StrokedPlane of(ImagePlus image, int channel) {
        if (SourceChannels.of(image, "0").isRgbStack()) {
            return new StrokedPlane(image, channel, 1, 1); // its pages are the colours of one
        }
        OnShow shown = OnShow.of(image);
        return new StrokedPlane(image, channel, shown.slice(), shown.frame());
    }

    /** The channel of an image that is on show now, as {@link #channel} has it. */
    static int channelOnShow(ImagePlus image) {
        return SourceChannels.of(image, "0").isChoice() ? OnShow.of(image).channel() : 0;
    }

    /** Whether the image still has its pixels. */
    boolean isOpen() {
        return image.getProcessor() != null;
    }

    /**
     * The pixels as a model sees them: all channels if it takes several that are no colours, else the one that was on show.
     *
     * @throws io.fovea.FoveaException if the image has not what it takes
     */
    Image pixels(Input input) {
        return planes(input.takesChannels() ? 0 : channel).image(0, input);
    }

    private Planes planes(int ofChannel) {
        boolean isRgbStack = SourceChannels.of(image, "0").isRgbStack();
        return Planes.of(
                image,
                new PlaneKeys(
                        Integer.toString(ofChannel),
                        isRgbStack ? "" : Integer.toString(slice),
                        isRgbStack ? "" : Integer.toString(frame)));
    }

    /** Shows a selection on this plane alone. */
    void place(Roi roi) {
        planes(0).place(roi, 0);
    }

    /** The plane in words: the image's title, and its channel, slice and frame where there are several. */
    String words() {
        StringBuilder words = new StringBuilder(image.getTitle());
        append(words, "channel", channel == 0 ? 1 : image.getNChannels(), channel);
        append(words, "slice", image.getNSlices(), slice);
        append(words, "frame", image.getNFrames(), frame);
        return words.toString();
    }

    private static void append(StringBuilder words, String what, int of, int number) {
        if (of > 1) {
            words.append(", ").append(what).append(' ').append(number);
        }
    }
}
