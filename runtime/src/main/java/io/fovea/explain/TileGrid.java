package io.fovea.explain;

import io.fovea.model.Input;
import io.fovea.task.Monitor;
import java.util.List;

/**
 * The tiles of an image.
 *
 * @param across how its width is cut
 * @param down how its height is cut
 */
record TileGrid(List<TileCut> across, List<TileCut> down) {

    /** Looks at a tile. */
    @FunctionalInterface
    interface Look {
        void at(TileCut x, TileCut y);
    }

    /** Copies the lists. */
    TileGrid {
        across = List.copyOf(across);
        down = List.copyOf(down);
    }

    /**
     * Those of an image in pixels.
     *
     * @param side of a tile, in pixels
     * @param beyond as of {@link TileCut#along}
     */
    static TileGrid of(Input input, int width, int height, int side, int beyond) {
        return new TileGrid(
                TileCut.along(input.widthFor(width), input, side, beyond),
                TileCut.along(input.heightFor(height), input, side, beyond));
    }

    /**
     * Goes through all tiles, row by row.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    void each(Monitor monitor, Look look) {
        int done = 0;
        int all = across.size() * down.size();
        for (TileCut y : down) {
            for (TileCut x : across) {
                monitor.check();
                look.at(x, y);
                done++;
                monitor.report((double) done / all, "tile " + done + " of " + all);
            }
        }
    }
}
