package io.fovea.task;

import java.util.List;

/**
 * Rows of an image that are worked on.
 *
 * @param from the first one
 * @param to behind the last one; not above {@code from} of none
 */
record Band(int from, int to) {
    /** All of any image. */
    static final Band ALL = new Band(0, Integer.MAX_VALUE);

    /**
     * One of several that cover an image, of whole rows of tiles, nearly as many each; none where there are fewer rows than bands.
     *
     * @param rows of tiles, from the top
     * @param height of the image
     * @param index from 1 to {@code count}
     */
    static Band of(List<Tiling.Span> rows, int height, int index, int count) {
        return new Band(edge(rows, height, index - 1, count), edge(rows, height, index, count));
    }

    private static int edge(List<Tiling.Span> rows, int height, int index, int count) {
        int row = (int) ((long) index * rows.size() / count);
        return row == rows.size() ? height : rows.get(row).from();
    }

    /** Whether rows of a tile lie in it. */
    boolean touches(Tiling.Span down) {
        return down.from() < to && down.to() > from;
    }
}
