package io.fovea.cli.benchmark;

import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** Measures in turns, so that what slows the machine for a while slows all sides. */
record Rounds(int warmup, int counted) {
    /** What a turn of something short is filled up to. */
    static final double LEAST_SECONDS = 0.01;

    /**
     * What each side measures of itself, in the order of {@code sides}. Blocks.
     *
     * @param monitor hears of every turn
     * @throws io.fovea.session.CancelledException if cancelled, which is looked for between turns
     */
    List<Side> measure(List<DoubleSupplier> sides, Monitor monitor) {
        double[][] figures = new double[sides.size()][counted];
        int turns = 0;
        for (int round = -warmup; round < counted; round++) {
            // Who comes later finds the caches as the others left them, so they take turns in that, too.
            List<Integer> order = new ArrayList<>(
                    Stream.iterate(0, side -> side + 1).limit(sides.size()).toList());
            Collections.rotate(order, round);
            for (int side : order) {
                monitor.check();
                monitor.report(turns++ / (double) (sides.size() * (warmup + counted)), "");
                double figure = sides.get(side).getAsDouble();
                if (round >= 0) {
                    figures[side][round] = figure;
                }
            }
        }
        return Stream.of(figures).map(Side::of).toList();
    }

    /** The mean of as many runs as fill a little time, each of which says its own, in seconds. */
    static double mean(DoubleSupplier run) {
        double sum = 0;
        int count = 0;
        while (sum < LEAST_SECONDS) {
            sum += run.getAsDouble();
            count++;
        }
        return sum / count;
    }

    /** Wall time of some work, in seconds. */
    static double seconds(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
