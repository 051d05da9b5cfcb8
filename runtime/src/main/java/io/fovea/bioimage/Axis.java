package io.fovea.bioimage;

import java.util.List;

/**
 * A dimension of a tensor.
 *
 * @param id such as {@code batch}, {@code channel}, {@code y}
 * @param extent how long it is
 * @param spacing how far its pixels lie apart, in one unit for all tensors of a package
 * @param halo pixels at both ends that are not to be trusted; 0 where all are
 * @param names of channels; empty where none are given
 */
public record Axis(Kind kind, String id, Extent extent, double spacing, int halo, List<String> names) {

    /** What it counts. */
    public enum Kind {
        BATCH,
        CHANNEL,
        SPACE,
        TIME,
        INDEX
    }

    /** How long an axis is. */
    public sealed interface Extent {}

    /**
     * One size, whatever the image's.
     *
     * @param size in pixels; some write 0 or less for any
     */
    public record Fixed(int size) implements Extent {}

    /**
     * One of many sizes.
     *
     * @param least in pixels
     * @param step by which larger sizes differ, in pixels
     */
    public record Stepped(int least, int step) implements Extent {}

    /**
     * As long as another axis.
     *
     * @param reference that axis, as {@code tensor.axis}
     * @param offset pixels that it has more
     */
    public record Like(String reference, double offset) implements Extent {

        /** The name of that axis, without its tensor's. */
        public String axis() {
            return reference.substring(reference.indexOf('.') + 1);
        }
    }

    /** Copies the list. */
    public Axis {
        names = List.copyOf(names);
    }

    /** Of one size. */
    static Axis fixed(Kind kind, String id, int size, List<String> names) {
        return new Axis(kind, id, new Fixed(size), 1, 0, names);
    }

    /** A least size and a step as files have them, where a step of 0 leaves one size. */
    static Extent stepped(int least, int step) {
        return step == 0 ? new Fixed(least) : new Stepped(least, step);
    }

    /** Whether it has one size, whatever the image's. */
    public boolean isFixed() {
        return extent instanceof Fixed;
    }

    /** The size that it has at least, in pixels; 0 where another axis decides. */
    public int leastSize() {
        if (extent instanceof Fixed fixed) {
            return fixed.size();
        }
        return extent instanceof Stepped stepped ? stepped.least() : 0;
    }
}
