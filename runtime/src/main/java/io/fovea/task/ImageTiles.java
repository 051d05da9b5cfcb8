package io.fovea.task;

import io.fovea.model.Input;
import java.util.ArrayList;
import java.util.List;

/**
 * The tiles in which an image goes through a network at its own resolution: one for an image that is not large, as for
 * {@link Segmenter}.
 *
 * @param width of every tile, which may reach beyond the image
 * @param height of every tile
 * @param tiles row by row; together they answer for every pixel of the image once
 */
public record ImageTiles(int width, int height, List<Tile> tiles) {

    /** Copies the list. */
    public ImageTiles {
        tiles = List.copyOf(tiles);
    }

    /**
     * One tile, all in pixels of the image.
     *
     * @param left its first column
     * @param top its first row
     * @param fromX the first column that it answers for
     * @param toX behind the last column that it answers for
     * @param fromY the first row that it answers for
     * @param toY behind the last row that it answers for
     */
    public record Tile(int left, int top, int fromX, int toX, int fromY, int toY) {
        /** Whether it answers for a pixel. */
        public boolean answersFor(int x, int y) {
            return x >= fromX && x < toX && y >= fromY && y < toY;
        }
    }

    /**
     * Those of an image.
     *
     * @param input of a network that takes images in tiles
     * @throws io.fovea.FoveaException if its halo leaves nothing of a tile
     */
    public static ImageTiles of(Input input, int imageWidth, int imageHeight) {
        Tiles plan = Tiles.of(input, imageWidth, imageHeight, Passage.LARGEST_WHOLE);
        List<Tile> tiles = new ArrayList<>();
        for (Tiling.Span down : plan.down()) {
            for (Tiling.Span across : plan.across()) {
                tiles.add(new Tile(
                        across.origin(),
                        down.origin(),
                        across.from(),
                        Math.min(across.to(), imageWidth),
                        down.from(),
                        Math.min(down.to(), imageHeight)));
            }
        }
        return new ImageTiles(plan.width(), plan.height(), tiles);
    }
}
