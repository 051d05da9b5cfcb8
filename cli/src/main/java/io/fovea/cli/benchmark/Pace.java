package io.fovea.cli.benchmark;

import java.util.function.Supplier;

/** How many times a second something answers, over a turn as short as shows it. */
public final class Pace {
    private static final double TURN_SECONDS = 0.02;

    /** Whoever had the turn before may have threads that go on waiting for work by counting, for some milliseconds. */
    private static final int PAUSE_MILLIS = 60;

    private Pace() {}

    /** Answers per second, of as many as fill a little time, after one that does not count. */
    public static double of(Supplier<byte[]> run) {
        int count = 0;
        pause();
        int most = run.get().length;
        long begin = System.nanoTime();
        double seconds = 0;
        while (seconds < TURN_SECONDS) {
            most = Math.max(most, run.get().length);
            count++;
            seconds = (System.nanoTime() - begin) / 1e9;
        }
        if (most == 0) {
            throw new IllegalStateException("A side of the benchmark does not answer");
        }
        return count / seconds;
    }

    /** Waits until whoever had the turn before has come to rest. */
    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
