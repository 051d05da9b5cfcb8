package io.fovea.bioimage;

import java.util.List;

/**
 * A dimension of a tensor.
 *
 * @param id such as {@code batch}, {@code channel}, {@code y}
 * @param size in pixels, the least where there is a step, that of the reference where there is one
 * @param step by which larger sizes differ; 0 if there is one size only
 * @param reference the axis whose size it has, as {@code tensor.axis}; empty for none
 * @param spacing how far its pixels lie apart, in units of the reference's
 * @param offset pixels that it has more than its reference
 * @param halo pixels at both ends that are not to be trusted; 0 for none
 * @param names of channels; empty where none are given
 */
public record Axis(
        Kind kind,
        String id,
        int size,
        int step,
        String reference,
        double spacing,
        double offset,
        int halo,
        List<String> names) {

    /** What it counts. */
    public enum Kind {
        BATCH,
        CHANNEL,
        SPACE,
        TIME,
        INDEX
    }

    /** Copies the list. */
    public Axis {
        names = List.copyOf(names);
    }

    /** Of one size. */
    static Axis fixed(Kind kind, String id, int size, List<String> names) {
        return new Axis(kind, id, size, 0, "", 1, 0, 0, names);
    }

    /** Whether it has one size, whatever the image's. */
    public boolean isFixed() {
        return step == 0 && reference.isEmpty();
    }
}
