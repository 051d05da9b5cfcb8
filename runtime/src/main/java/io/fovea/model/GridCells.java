package io.fovea.model;

import java.util.List;
import java.util.Optional;

/** The cells that a detector looks at: those of an input cut into squares of a few sizes, the smallest first. */
public final class GridCells {
    private static final List<List<Integer>> USUAL =
            List.of(List.of(8, 16, 32), List.of(8, 16, 32, 64), List.of(16, 32), List.of(4, 8, 16, 32));

    private GridCells() {}

    /**
     * The sides of the squares, in pixels, of which an input of a size has so many together.
     *
     * @param cells of all grids
     */
    public static Optional<List<Integer>> strides(int width, int height, long cells) {
        return USUAL.stream()
                .filter(strides -> width > 0 && height > 0 && count(width, height, strides) == cells)
                .findFirst();
    }

    private static long count(int width, int height, List<Integer> strides) {
        return strides.stream()
                .mapToLong(stride -> (long) cells(width, stride) * cells(height, stride))
                .sum();
    }

    /** How many squares lie along a side. */
    public static int cells(int side, int stride) {
        return -Math.floorDiv(-side, stride);
    }
}
