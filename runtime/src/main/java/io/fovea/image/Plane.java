package io.fovea.image;

/**
 * What a page of a file is a picture of. All numbers count from 1, as ImageJ shows them.
 *
 * @param series which of the images that an OME-TIFF file may hold; 1 in other files
 * @param channel such as a stain
 * @param slice height in the sample, z
 * @param frame point in time, t
 */
public record Plane(int series, int channel, int slice, int frame) {}
