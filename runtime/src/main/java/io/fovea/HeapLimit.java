package io.fovea;

import java.util.Locale;

/** The memory that Java may take, and what to do where it does not suffice. */
public final class HeapLimit {
    private static final double GIGABYTE = 1 << 30;

    private HeapLimit() {}

    /** Whether Java may take as much at all, if nothing else did. */
    public static boolean allows(double bytes) {
        return bytes <= Runtime.getRuntime().maxMemory();
    }

    /**
     * Refuses what cannot fit, before any of it is taken.
     *
     * @param what needs the memory: the beginning of a sentence
     * @param bytes at least
     * @throws FoveaException if Java may not take as much, saying what to do
     */
    public static void require(String what, double bytes) {
        if (!allows(bytes)) {
            throw exceeded(what, bytes);
        }
    }

    /** The error of what did not fit, or will not. */
    public static FoveaException exceeded(String what, double bytes) {
        return new FoveaException(what + " " + shortage(bytes) + ".");
    }

    /** What is said of something that needs so many bytes: the words after its name, without the full stop. */
    public static String shortage(double bytes) {
        return String.format(
                Locale.ROOT,
                "needs %.1f GB of memory, and Java may take %s; %s",
                bytes / GIGABYTE,
                given(),
                remedy(bytes));
    }

    /** How to start with enough memory for so many bytes more; the end of a sentence, without the full stop. */
    public static String remedy(double bytes) {
        return String.format(
                Locale.ROOT,
                "start with FOVEA_JAVA_OPTIONS=-Xmx%.0fg in the environment, or in ImageJ see Edit > Options > Memory",
                Math.ceil((most() + 2 * bytes) / GIGABYTE));
    }

    /** The same where nobody knows how much more: half as much again. */
    public static String remedy() {
        return remedy(most() / 2);
    }

    /** How much Java was given, such as {@code 1.5 GB}. */
    public static String given() {
        return String.format(Locale.ROOT, "%.1f GB", most() / GIGABYTE);
    }

    private static double most() {
        return Runtime.getRuntime().maxMemory();
    }
}
