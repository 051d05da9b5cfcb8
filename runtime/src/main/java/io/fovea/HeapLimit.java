package io.fovea;

import java.util.Locale;

/** The memory that Java may take, and what to do where it does not suffice. */
public final class HeapLimit {
    private static final double GIGABYTE = 1 << 30;

    private HeapLimit() {}

    /**
     * Refuses what cannot fit, before any of it is taken.
     *
     * @param what needs the memory: the beginning of a sentence
     * @param bytes at least
     * @throws FoveaException if Java may not take as much, saying what to do
     */
    public static void require(String what, double bytes) {
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw exceeded(what, bytes);
        }
    }

    /** The error of what did not fit, or will not. */
    public static FoveaException exceeded(String what, double bytes) {
        double most = Runtime.getRuntime().maxMemory();
        return new FoveaException(String.format(
                Locale.ROOT,
                "%s needs %.1f GB of memory, and Java may take %.1f GB; give it more: FOVEA_JAVA_OPTIONS=-Xmx%.0fg on the"
                        + " command line, Edit > Options > Memory in ImageJ.",
                what,
                bytes / GIGABYTE,
                most / GIGABYTE,
                Math.ceil((most + 2 * bytes) / GIGABYTE)));
    }
}
