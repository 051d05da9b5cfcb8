package io.fovea.imagej;

import ij.process.LUT;
import io.fovea.image.Lut;
import java.awt.Color;

/**
 * The colours of labels in a label image that is shown from 0 to its number of labels: the image and its outlines agree.
 *
 * @param count of labels, at least 1
 */
record LabelColors(int count) {
    LabelColors {
        count = Math.max(count, 1);
    }

    /** Glasbey-like: colours far from each other, black for 0. */
    LUT lut() {
        int[] colors = Lut.glasbey();
        byte[] red = new byte[256];
        byte[] green = new byte[256];
        byte[] blue = new byte[256];
        for (int i = 0; i < 256; i++) {
            red[i] = (byte) (colors[i] >> 16);
            green[i] = (byte) (colors[i] >> 8);
            blue[i] = (byte) colors[i];
        }
        return new LUT(red, green, blue);
    }

    /** The colour in which ImageJ shows a label. */
    Color color(int label) {
        int entry = (int) (label * 256.0 / (count + 1) + 0.5);
        return new Color(Lut.glasbey()[Math.max(1, Math.min(entry, 255))]);
    }
}
