package io.fovea.imagej;

import ij.process.LUT;
import io.fovea.image.ColorMap;

/** Colours of heat in ImageJ's form. */
final class HeatColors {
    private HeatColors() {}

    /** The table of 256 colours. */
    static LUT lut(ColorMap colors) {
        int[] table = colors.table();
        byte[] red = new byte[table.length];
        byte[] green = new byte[table.length];
        byte[] blue = new byte[table.length];
        for (int i = 0; i < table.length; i++) {
            red[i] = (byte) (table[i] >> 16);
            green[i] = (byte) (table[i] >> 8);
            blue[i] = (byte) table[i];
        }
        return new LUT(red, green, blue);
    }
}
