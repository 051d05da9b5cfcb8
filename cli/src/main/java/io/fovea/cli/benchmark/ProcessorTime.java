package io.fovea.cli.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process takes of all cores together, which hardly depends on what else the machine has to do. */
final class ProcessorTime {
    /** The clock goes in steps of up to 10 ms. */
    static final double TURN_SECONDS = 0.1;

    private ProcessorTime() {}

    /** What it has taken so far, in seconds; 0 where that is not known. */
    static double seconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime() * 1e-9
                : 0;
    }

    /** What some work takes, in seconds: the mean of as many runs as fill {@link #TURN_SECONDS}. */
    static double of(Runnable work) {
        double before = seconds();
        long begin = System.nanoTime();
        int count = 0;
        // By the wall, too, where the other clock does not go.
        while (count == 0 || seconds() - before < TURN_SECONDS && System.nanoTime() - begin < 20e9 * TURN_SECONDS) {
            work.run();
            count++;
        }
        return (seconds() - before) / count;
    }
}
