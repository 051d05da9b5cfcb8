package io.fovea.image;

/**
 * How far the planes of a stack lie apart, as its file says it.
 *
 * @param depth from slice to slice, in the unit of {@link PixelSize}; 0 where it is not said
 * @param interval from frame to frame, in seconds; 0 where it is not said
 */
public record StackScale(double depth, double interval) {
    /** Nothing is said. */
    public static final StackScale UNKNOWN = new StackScale(0, 0);

    /** What is no length and no time is not said. */
    public StackScale {
        depth = depth > 0 && depth < Double.MAX_VALUE ? depth : 0;
        interval = interval > 0 && interval < Double.MAX_VALUE ? interval : 0;
    }
}
