package io.fovea.image.zarr;

/**
 * How far one value of an image is from the next, on each axis.
 *
 * @param width of a pixel, in {@code unit}; 0 where it is not known
 * @param height of a pixel, in {@code unit}; 0 where it is not known
 * @param depth from slice to slice, in {@code unit}; 0 where it is not known
 * @param unit as OME-XML writes it; empty where it is not known
 * @param interval from frame to frame, in seconds; 0 where it is not known
 */
public record ZarrScale(double width, double height, double depth, String unit, double interval) {
    /** Nothing is known. */
    static final ZarrScale UNKNOWN = new ZarrScale(0, 0, 0, "", 0);
}
