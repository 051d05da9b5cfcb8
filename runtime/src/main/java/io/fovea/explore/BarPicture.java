package io.fovea.explore;

import io.fovea.image.Grid;
import io.fovea.image.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers as bars above or below a line: what is left to show of maps of one pixel. */
final class BarPicture {
    private static final int PER_ROW = 128;
    private static final int WIDTH = 5;
    private static final int PITCH = 6;
    private static final int HEIGHT = 96;
    private static final int GAP = 12;

    private BarPicture() {}

    /** One bar for each value, from 0 to it, all to one scale; 128 in a row. */
    static Image of(float[] values) {
        byte[] levels = LectureContrast.normalised(values);
        float highest = 0;
        float lowest = 0;
        for (float value : values) {
            highest = Math.max(highest, value);
            lowest = Math.min(lowest, value);
        }
        double scale = highest > lowest ? (HEIGHT - 1) / ((double) highest - lowest) : 0;
        int zero = (int) Math.round(highest * scale);
        List<Image> rows = new ArrayList<>();
        int perRow = Math.min(PER_ROW, values.length);
        for (int start = 0; start < values.length; start += perRow) {
            byte[] pixels = new byte[3 * perRow * PITCH * HEIGHT];
            Arrays.fill(pixels, (byte) 255);
            for (int i = start; i < Math.min(start + perRow, values.length); i++) {
                int end = zero - (int) Math.round(values[i] * scale);
                int color = Coloring.VIRIDIS.table()[levels[i] & 0xff];
                for (int y = Math.min(zero, end); y <= Math.max(zero, end); y++) {
                    for (int x = 0; x < WIDTH; x++) {
                        int at = 3 * (y * perRow * PITCH + (i - start) * PITCH + x);
                        pixels[at] = (byte) (color >> 16);
                        pixels[at + 1] = (byte) (color >> 8);
                        pixels[at + 2] = (byte) color;
                    }
                }
            }
            rows.add(Image.rgb8(perRow * PITCH, HEIGHT, pixels));
        }
        return new Grid(1, GAP).of(rows);
    }
}
