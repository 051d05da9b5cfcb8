package io.fovea.imagej;

import ij.ImagePlus;

/**
 * Which plane of an image is on show. ImageJ's own getters of channel, slice and frame stay behind where a script chose the
 * plane of a stack that has no window.
 *
 * @param channel from 1
 * @param slice from 1
 * @param frame from 1
 */
record OnShow(int channel, int slice, int frame) {
    static OnShow of(ImagePlus image) {
        int[] position = image.convertIndexToPosition(image.getCurrentSlice());
        return new OnShow(position[0], position[1], position[2]);
    }
}
