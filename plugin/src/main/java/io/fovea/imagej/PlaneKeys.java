package io.fovea.imagej;

import ij.ImagePlus;

/**
 * Which planes of an image are meant, as keys of a macro say it.
 *
 * @param channel numbers from 1, or names, separated by commas, in the order of the model's channels; 0 or nothing for what
 *     the model wants: all its channels, or colour where the image has it, or else the channel on show
 * @param slice numbers and ranges such as {@code 1-5,9}; nothing for all
 * @param frame the same of time
 */
public record PlaneKeys(String channel, String slice, String frame) {

    /**
     * How many planes of an image are meant.
     *
     * @throws io.fovea.FoveaException if it has no such plane or channel
     */
    public int count(ImagePlus image) {
        return Planes.of(image, this).count();
    }

    /** All slices and frames. */
    static PlaneKeys ofChannel(String channel) {
        return new PlaneKeys(channel, "", "");
    }
}
