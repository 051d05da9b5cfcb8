package io.fovea.explore;

import io.fovea.FoveaException;
import java.util.Locale;

/**
 * Pooling: the strongest or the mean of each window, windows that reach beyond the edge left out.
 *
 * @param size of the window, width and height, in pixels, at least 1
 * @param step from one window to the next, in pixels, at least 1
 */
public record Condensing(Kind kind, int size, int step) {
    /** What is kept of a window. */
    public enum Kind {
        /** The highest value. */
        MAX,
        /** The mean. */
        AVERAGE,
        /** There is no pooling. */
        NONE;

        /** The word for it, in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of a word; throws a {@link FoveaException} if there is none. */
        public static Kind parse(String word) {
            return EnumWords.find(values(), word, "pooling");
        }
    }

    /** Throws a {@link FoveaException} for a size or step out of range. */
    public Condensing {
        if (size < 1 || step < 1) {
            throw new FoveaException(
                    "Pooling needs a window and a step of at least 1 pixel; they are " + size + " and " + step + ".");
        }
    }

    /**
     * The pooled map, {@code (side - size) / step + 1} wide and high, rounded down; the map itself where nothing is pooled.
     *
     * @throws FoveaException if the window is larger than the map
     */
    public Response of(Response map) {
        if (kind == Kind.NONE) {
            return map;
        }
        if (map.width() < size || map.height() < size) {
            throw new FoveaException("A pooling window of " + size + "x" + size + " does not fit into a map of "
                    + map.width() + "x" + map.height() + "; take a smaller one.");
        }
        int width = (map.width() - size) / step + 1;
        int height = (map.height() - size) / step + 1;
        float[] pooled = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pooled[y * width + x] = window(map, x * step, y * step);
            }
        }
        return new Response(map.name(), width, height, pooled);
    }

    private float window(Response map, int left, int top) {
        float highest = Float.NEGATIVE_INFINITY;
        double sum = 0;
        for (int y = top; y < top + size; y++) {
            for (int x = left; x < left + size; x++) {
                float value = map.values()[y * map.width() + x];
                highest = Math.max(highest, value);
                sum += value;
            }
        }
        return kind == Kind.MAX ? highest : (float) (sum / (size * size));
    }
}
