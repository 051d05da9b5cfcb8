package io.fovea;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The memory of the machine, or of the container that the process is in; native libraries take theirs outside Java's. */
public final class MachineMemory {
    private static final double KILOBYTE = 1024;

    private MachineMemory() {}

    /** Bytes that the machine has, taken or free; without end where it does not tell. */
    public static double total() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Double.POSITIVE_INFINITY;
    }

    /** Bytes that could be had. Linux tells what it could free; others, what is. */
    public static double available() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return 0;
        }
        return ProcFile.value("meminfo", "MemAvailable")
                .map(text -> Double.parseDouble(text.split(" ")[0]) * KILOBYTE)
                .map(free -> Math.min(free, system.getTotalMemorySize()))
                .orElseGet(() -> (double) system.getFreeMemorySize());
    }
}
