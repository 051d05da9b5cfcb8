package io.fovea.explain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the valley between two peaks is highest.
 *
 * @param peak the place of the lower one
 * @param place that of the lowest pixel of the way between them whose lowest pixel is highest
 */
record Saddle(int peak, int place) {

    /**
     * Finds it by flooding from above: pixels join their neighbours, also those at their corners, from the highest down, and
     * the one that joins both peaks is the saddle.
     *
     * @param heights row by row
     * @param inside of the one and of the other, above 0 where a pixel is theirs
     * @return empty where there is none: the higher one's flank has the lower one's highest pixel
     */
    static Optional<Saddle> between(float[] heights, int width, float[] inside, float[] other) {
        int one = highest(heights, inside);
        int two = highest(heights, other);
        if (one == two) {
            return Optional.empty();
        }
        int[] parents = new int[heights.length];
        Arrays.fill(parents, -1);
        int[] order = IntStream.range(0, heights.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -heights[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int peak = heights[one] <= heights[two] ? one : two;
        for (int i : order) {
            parents[i] = i;
            join(parents, i, width);
            boolean both = parents[one] >= 0 && parents[two] >= 0;
            if (both && root(parents, one) == root(parents, two)) {
                return heights[i] < heights[peak] ? Optional.of(new Saddle(peak, i)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static int highest(float[] heights, float[] inside) {
        int most = -1;
        for (int i = 0; i < heights.length; i++) {
            most = inside[i] > 0 && (most < 0 || heights[i] > heights[most]) ? i : most;
        }
        return most;
    }

    private static void join(int[] parents, int pixel, int width) {
        int x = pixel % width;
        int y = pixel / width;
        int height = parents.length / width;
        for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
            for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
                int neighbour = v * width + u;
                if (parents[neighbour] >= 0) {
                    parents[root(parents, neighbour)] = root(parents, pixel);
                }
            }
        }
    }

    private static int root(int[] parents, int pixel) {
        int at = pixel;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }
}
