package io.fovea.explain;

import io.fovea.image.Image;
import io.fovea.image.SpilledImage;
import java.util.Arrays;
import java.util.List;

/** Puts the maps of a row of tiles together, and spills them. Owns a file once it has a row; it is the image's then. */
final class GridStrips {
    private final TileGrid tiles;
    private final float[][] row;
    private final int[] widths;
    private SpilledImage made;
    private float highest;
    private int count;

    GridStrips(TileGrid tiles) {
        this.tiles = tiles;
        this.row = new float[tiles.across().size()][];
        this.widths = new int[row.length];
    }

    /** Takes the map of the next tile, row by row. */
    void add(float[] map, int mapWidth) {
        for (float value : map) {
            highest = Math.max(highest, value);
        }
        row[count] = map;
        widths[count] = mapWidth;
        count++;
        if (count == row.length) {
            flush();
        }
    }

    private void flush() {
        int wide = Arrays.stream(widths).sum();
        int high = row[0].length / widths[0];
        if (made == null) {
            List<TileCut> down = tiles.down();
            int cellsDown = (int)
                    ((long) down.get(down.size() - 1).to() * high / down.get(0).to());
            made = new SpilledImage(wide, cellsDown, false, Image.Depth.FLOAT32);
        }
        float[] strip = new float[wide * high];
        int left = 0;
        for (int i = 0; i < count; i++) {
            for (int y = 0; y < high; y++) {
                System.arraycopy(row[i], y * widths[i], strip, y * wide + left, widths[i]);
            }
            left += widths[i];
        }
        made.add(Image.gray32(wide, high, strip));
        count = 0;
    }

    /** All rows; the caller's to close. */
    SpilledImage image() {
        return made;
    }

    /** The highest value so far; 0 where none is above. */
    float highest() {
        return highest;
    }

    /** Gives up what was made. */
    void close() {
        if (made != null) {
            made.close();
        }
    }
}
