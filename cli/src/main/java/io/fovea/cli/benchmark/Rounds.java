package io.fovea.cli.benchmark;

import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** Measures in turns, so that what slows the machine for a while slows both sides, and takes medians. */
record Rounds(int warmup, int counted) {

    /** The median of what each side measures of itself. */
    record Medians(double first, double second) {}

    Medians compare(DoubleSupplier first, DoubleSupplier second, Cancellation cancel) {
        double[] firsts = new double[counted];
        double[] seconds = new double[counted];
        for (int round = -warmup; round < counted; round++) {
            if (cancel.isCancelled()) {
                throw new CancelledException();
            }
            // Who goes second finds the caches as the other left them, so they take turns in that, too.
            boolean swapped = Math.floorMod(round, 2) == 1;
            double early = (swapped ? second : first).getAsDouble();
            double late = (swapped ? first : second).getAsDouble();
            if (round >= 0) {
                firsts[round] = swapped ? late : early;
                seconds[round] = swapped ? early : late;
            }
        }
        return new Medians(median(firsts), median(seconds));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Wall time of some work, in seconds. */
    static double seconds(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
