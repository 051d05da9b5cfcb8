package io.fovea.anatomy;

/** Where an element of a tensor lies, row by row or axis by axis. */
final class ElementIndex {
    private ElementIndex() {}

    /** Its place along each axis. */
    static long[] split(long index, long[] shape) {
        long[] at = new long[shape.length];
        long rest = index;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            at[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return at;
    }

    /** The number that it has, counted row by row. */
    static long join(long[] at, long[] shape) {
        long index = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            index = index * shape[axis] + at[axis];
        }
        return index;
    }
}
