package io.fovea.image;

/** Colour tables of 256 entries. */
public final class Lut {
    private static final int SIZE = 256;

    /** How many colours for labels there are. */
    static final int COLORS = SIZE - 1;

    private Lut() {}

    /**
     * Colours for labels, each far from those before it, after Glasbey et al. (2007); 0 is black. Label {@code n} takes
     * entry {@code 1 + (n - 1) % 255}.
     *
     * @return 256 colours, {@code 0xRRGGBB}
     */
    public static int[] glasbey() {
        return Table.GLASBEY.clone();
    }

    /** The colour of a label, {@code 0xRRGGBB}; black for 0. */
    public static int color(int label) {
        return label <= 0 ? 0 : Table.GLASBEY[1 + (label - 1) % COLORS];
    }

    /** Computed when first needed, in some milliseconds. */
    private static final class Table {
        static final int[] GLASBEY = GlasbeyColors.choose(SIZE);
    }
}
