package io.fovea.task;

import io.fovea.HeapLimit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds the clusters of an image that comes row by row, and passes each on as soon as no later row can belong to it. Only those
 * are in memory that are not whole yet. Not thread-safe.
 */
final class ClusterScan {
    /** What a pixel of a cluster takes, with what is made of it; its values in the channels come to that. */
    private static final double BYTES_PER_PIXEL = 32;

    private final Consumer<Cluster> whole;
    private final Set<Cluster> open = new LinkedHashSet<>();
    private List<Piece> above = new ArrayList<>();
    private long held;
    private int channels;

    /** Pixels of a row, and the cluster that they belong to. */
    private record Piece(int from, int to, Cluster cluster) {}

    /** The image's values in a row. */
    @FunctionalInterface
    interface Values {
        /** Those from one column to before another, by channel. */
        float[][] between(int from, int to);
    }

    /** Passes clusters on to {@code whole}. */
    ClusterScan(Consumer<Cluster> whole) {
        this.whole = whole;
    }

    /**
     * Takes the next row.
     *
     * @param y of the image
     * @param row of the strip
     * @param values of the image, asked where there is something
     * @throws io.fovea.FoveaException if so much holds together that the memory does not suffice
     */
    void add(int y, PixelStrip strip, int row, Values values) {
        List<Piece> here = new ArrayList<>();
        int next = 0;
        for (int x = 0; x < strip.width(); x++) {
            if (!strip.isSomething(row, x)) {
                continue;
            }
            int from = x;
            while (x < strip.width() && strip.isSomething(row, x)) {
                x++;
            }
            Cluster cluster = new Cluster();
            float[][] own = values.between(from, x);
            channels = own.length;
            cluster.add(strip.run(row, from, x - from, y, own));
            // Those that end before this piece begins touch no later one either.
            while (next < above.size() && above.get(next).to() < from) {
                next++;
            }
            for (int i = next; i < above.size() && above.get(i).from() <= x; i++) {
                cluster = joined(cluster, above.get(i).cluster().root());
            }
            open.add(cluster);
            held += x - from;
            here.add(new Piece(from, x, cluster));
        }
        above = here;
        HeapLimit.require(
                "What holds together in the image", held * (BYTES_PER_PIXEL + (double) Float.BYTES * channels));
        endBefore(y + 1);
    }

    private Cluster joined(Cluster one, Cluster other) {
        Cluster both = one.join(other);
        if (one != other) {
            open.remove(both == one ? other : one);
        }
        return both;
    }

    /** Passes on the clusters that end above a row. */
    private void endBefore(int row) {
        List<Cluster> ended =
                open.stream().filter(cluster -> cluster.bottom() < row).toList();
        for (Cluster cluster : ended) {
            open.remove(cluster);
            held -= cluster.pixels();
            whole.accept(cluster);
        }
    }

    /** Passes on the clusters that are left. */
    void end() {
        endBefore(Integer.MAX_VALUE);
    }

    /** The first row of those that are not whole yet; {@code otherwise} if all are. */
    int firstOpen(int otherwise) {
        return open.stream().mapToInt(Cluster::top).min().orElse(otherwise);
    }
}
