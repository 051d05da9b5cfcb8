package io.fovea.task.instance;

import io.fovea.session.Cancellation;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The objects of a Cellpose network (Stringer et al., Cellpose: a generalist algorithm for cellular segmentation, 2021): each
 * pixel that belongs to one is followed along the flows to its sink, and those of one sink are one object.
 *
 * <p>As in Cellpose, a sink is a pixel at which more than 10 arrive, and as many as anywhere within 2 pixels; it holds what
 * arrives within 5 steps over pixels at which more than 2 do; objects whose own flows are too far from those that were followed are none.
 * Holes are not filled.
 */
public final class FlowObjects {
    private static final int FEWEST_AT_SINK = 10;
    private static final int FEWEST_BESIDE = 2;
    private static final int WINDOW = 2;
    private static final int REACH = 5;

    private final int width;
    private final int height;
    private final int[] arrivals;

    private FlowObjects(int width, int height, int[] arrivals) {
        this.width = width;
        this.height = height;
        this.arrivals = arrivals;
    }

    /**
     * The labels of pixels: 0 for background, 1..n for objects, that of the strongest sink first. Blocks.
     *
     * @param width in pixels; of one column there are no objects
     * @param height in pixels; of one row there are no objects
     * @param down by how many rows a pixel is drawn, row by row; its memory is used
     * @param across by how many columns; its memory is used
     * @param inside whether there is an object
     * @param mostError of an object, {@linkplain FlowErrors its mean squared difference}, above which it is none; 0 for any
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static int[] labels(
            int width,
            int height,
            float[] down,
            float[] across,
            boolean[] inside,
            double mostError,
            Cancellation cancel) {
        if (width < 2 || height < 2) {
            return new int[inside.length];
        }
        FlowField field = FlowField.of(width, height, down, across, inside);
        int[] sinks = new int[inside.length];
        IntStream.range(0, height).parallel().forEach(y -> {
            cancel.check();
            for (int i = y * width; i < (y + 1) * width; i++) {
                sinks[i] = inside[i] ? field.sink(i - y * width, y) : -1;
            }
        });
        int[] arrivals = new int[inside.length];
        for (int sink : sinks) {
            if (sink >= 0) {
                arrivals[sink]++;
            }
        }
        int[] basins = new FlowObjects(width, height, arrivals).basins();
        for (int i = 0; i < sinks.length; i++) {
            sinks[i] = sinks[i] < 0 ? 0 : basins[sinks[i]];
        }
        if (mostError > 0) {
            takeAway(FlowErrors.of(field, sinks, cancel), mostError, sinks);
        }
        return sinks;
    }

    private static void takeAway(double[] errors, double most, int[] labels) {
        for (int i = 0; i < labels.length; i++) {
            if (errors[labels[i]] > most) {
                labels[i] = 0;
            }
        }
    }

    /** For each pixel the number of the sink that what arrives there belongs to; 0 for none. */
    private int[] basins() {
        int[] peaks = IntStream.range(0, arrivals.length)
                .parallel()
                .filter(this::isPeak)
                .boxed()
                .sorted((a, b) -> arrivals[a] == arrivals[b] ? Integer.compare(a, b) : arrivals[b] - arrivals[a])
                .mapToInt(Integer::intValue)
                .toArray();
        int[] basins = new int[arrivals.length];
        for (int i = 0; i < peaks.length; i++) {
            if (basins[peaks[i]] == 0) {
                grow(peaks[i], i + 1, basins);
            }
        }
        return basins;
    }

    private boolean isPeak(int pixel) {
        if (arrivals[pixel] <= FEWEST_AT_SINK) {
            return false;
        }
        int x = pixel % width;
        int y = pixel / width;
        for (int row = Math.max(0, y - WINDOW); row <= Math.min(height - 1, y + WINDOW); row++) {
            for (int column = Math.max(0, x - WINDOW); column <= Math.min(width - 1, x + WINDOW); column++) {
                int other = row * width + column;
                // Of equals the first is the peak.
                if (arrivals[other] > arrivals[pixel] || other < pixel && arrivals[other] == arrivals[pixel]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Takes the pixels around a peak that are no other's, from one to those beside it. */
    private void grow(int peak, int number, int[] basins) {
        basins[peak] = number;
        int[] front = {peak};
        for (int step = 0; step < REACH; step++) {
            front = Arrays.stream(front)
                    .flatMap(pixel -> around(pixel))
                    .filter(pixel -> basins[pixel] == 0 && arrivals[pixel] > FEWEST_BESIDE)
                    .distinct()
                    .toArray();
            for (int pixel : front) {
                basins[pixel] = number;
            }
        }
    }

    private IntStream around(int pixel) {
        int x = pixel % width;
        int y = pixel / width;
        return IntStream.rangeClosed(Math.max(0, y - 1), Math.min(height - 1, y + 1))
                .flatMap(row -> IntStream.rangeClosed(Math.max(0, x - 1), Math.min(width - 1, x + 1))
                        .map(column -> row * width + column));
    }
}
