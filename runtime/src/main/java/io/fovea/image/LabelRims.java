package io.fovea.image;

import java.util.BitSet;

/** Finds the pixels on the rims of labels. */
final class LabelRims {
    private LabelRims() {}

    /**
     * The pixels of every label within the given width of a neighbour with a lower label or none. Between two
     * touching labels the line is drawn by the higher one alone, so that it is not twice as wide there. The image's edge
     * is no rim.
     */
    static BitSet of(int[] labels, int width, int height, int lineWidth) {
        BitSet rim = new BitSet(labels.length);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                int label = labels[i];
                if (x > 0 && labels[i - 1] < label
                        || x < width - 1 && labels[i + 1] < label
                        || y > 0 && labels[i - width] < label
                        || y < height - 1 && labels[i + width] < label) {
                    rim.set(i);
                }
            }
        }
        for (int pass = 1; pass < lineWidth; pass++) {
            rim = thickened(rim, labels, width);
        }
        return rim;
    }

    private static BitSet thickened(BitSet rim, int[] labels, int width) {
        BitSet thicker = (BitSet) rim.clone();
        for (int i = rim.nextSetBit(0); i >= 0; i = rim.nextSetBit(i + 1)) {
            int x = i % width;
            setIfSame(thicker, labels, i, x > 0 ? i - 1 : i);
            setIfSame(thicker, labels, i, x < width - 1 ? i + 1 : i);
            setIfSame(thicker, labels, i, i - width);
            setIfSame(thicker, labels, i, i + width);
        }
        return thicker;
    }

    private static void setIfSame(BitSet pixels, int[] labels, int from, int to) {
        if (to >= 0 && to < labels.length && labels[to] == labels[from]) {
            pixels.set(to);
        }
    }
}
