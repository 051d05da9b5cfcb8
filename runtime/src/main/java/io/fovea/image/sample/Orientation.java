package io.fovea.image.sample;

/** Where a file's first row and column lie in the upright image: TIFF's and Exif's tag 274, whose values are 1 to 8. */
public enum Orientation {
    /** The first row is the top, the first column the left. */
    UPRIGHT(false, false, false),
    /** Top, right. */
    MIRRORED(false, true, false),
    /** Bottom, right. */
    HALF_TURN(false, true, true),
    /** Bottom, left. */
    FLIPPED(false, false, true),
    /** The first row is the left, the first column the top. */
    TRANSPOSED(true, false, false),
    /** Right, top. */
    TO_THE_RIGHT(true, false, true),
    /** Right, bottom. */
    TRANSVERSED(true, true, true),
    /** Left, bottom. */
    TO_THE_LEFT(true, true, false);

    private final boolean swapsSides;
    private final boolean fromRight;
    private final boolean fromBottom;

    /** {@code fromRight} and {@code fromBottom} are of the stored image. */
    Orientation(boolean swapsSides, boolean fromRight, boolean fromBottom) {
        this.swapsSides = swapsSides;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** The one of a tag's value; upright for values that mean nothing. */
    public static Orientation of(long tag) {
        return tag >= 1 && tag <= values().length ? values()[(int) tag - 1] : UPRIGHT;
    }

    /** Whether width and height change places. */
    public boolean swapsSides() {
        return swapsSides;
    }

    /** Whether the stored columns run from right to left. */
    public boolean fromRight() {
        return fromRight;
    }

    /** Whether the stored rows run from bottom to top. */
    public boolean fromBottom() {
        return fromBottom;
    }

    /** What leads back: an image seen this way, and that seen that way, is as it was. */
    public Orientation inverse() {
        return switch (this) {
            case TO_THE_RIGHT -> TO_THE_LEFT;
            case TO_THE_LEFT -> TO_THE_RIGHT;
            default -> this;
        };
    }

    /** The horizontal part of a step in the stored image that is this one in the upright image. */
    public double across(double x, double y) {
        double column = swapsSides ? y : x;
        return fromRight ? -column : column;
    }

    /** The vertical part of it. */
    public double down(double x, double y) {
        double row = swapsSides ? x : y;
        return fromBottom ? -row : row;
    }

    /** Where a place of the upright image lies in the stored one, whose width is given: places at its edges are 0 and that. */
    public double storedX(double x, double y, double width) {
        return across(x, y) + (fromRight ? width : 0);
    }

    /** The same down, where the stored image's height is given. */
    public double storedY(double x, double y, double height) {
        return down(x, y) + (fromBottom ? height : 0);
    }

    /** Which stored pixel, counted row by row, is seen at a place of the upright image; the size is the stored one. */
    public int index(int x, int y, int width, int height) {
        int column = swapsSides ? y : x;
        int row = swapsSides ? x : y;
        return (fromBottom ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column);
    }
}
