package io.fovea.image;

/** Colour tables of 256 entries. */
public final class Lut {
    private Lut() {}

    /**
     * Colours for labels, each far from those before it, after Glasbey et al. (2007); 0 is black. Label {@code n} takes
     * entry {@code 1 + (n - 1) % 255}.
     *
     * @return 256 colours, {@code 0xRRGGBB}
     */
    public static int[] glasbey() {
        throw new UnsupportedOperationException();
    }

    /** The colour of a label, {@code 0xRRGGBB}; black for 0. */
    public static int color(int label) {
        throw new UnsupportedOperationException();
    }
}
