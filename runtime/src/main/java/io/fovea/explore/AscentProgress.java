package io.fovea.explore;

import io.fovea.task.Monitor;

/** Tells a monitor how far an ascent over many filters is, and how long the rest will take. */
final class AscentProgress {
    private final Monitor monitor;
    private final int filters;
    private final int steps;
    private final long start = System.nanoTime();
    private int done;

    AscentProgress(Monitor monitor, int filters, int steps) {
        this.monitor = monitor;
        this.filters = filters;
        this.steps = steps;
    }

    int steps() {
        return steps;
    }

    Monitor monitor() {
        return monitor;
    }

    /** Hears that {@code step} of all steps are done for the next {@code count} filters. */
    void report(int count, int step) {
        monitor.check();
        double fraction = (done + count * (step / (double) steps)) / filters;
        double seconds = (System.nanoTime() - start) * 1e-9;
        long left = Math.round(seconds / fraction - seconds);
        String time = left < 60 ? left + " s" : left / 60 + " min " + left % 60 + " s";
        String which = count == 1 ? (done + 1) + "" : (done + 1) + "-" + (done + count);
        monitor.report(fraction, "filter " + which + " of " + filters + ", " + time + " left");
        if (step == steps) {
            done += count;
        }
    }
}
