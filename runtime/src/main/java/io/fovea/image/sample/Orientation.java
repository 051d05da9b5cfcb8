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

    /** Which stored pixel, counted row by row, is seen at a place of the upright image; the size is the stored one. */
    int index(int x, int y, int width, int height) {
        int column = swapsSides ? y : x;
        int row = swapsSides ? x : y;
        return (fromBottom ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column);
    }
}
