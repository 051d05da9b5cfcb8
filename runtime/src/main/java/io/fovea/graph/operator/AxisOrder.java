package io.fovea.graph.operator;

/** What an operator does to the order in which the axes of an image lie. */
public enum AxisOrder {
    /** The output has that of the input. */
    KEPT,
    /** It takes and gives planes, {@code [N, C, ...]}, whatever it is given. */
    PLANES,
    /** Axes change places. */
    TURNED,
    /** The order behind it is another matter, unless the shape stays the same. */
    LOST
}
