package io.fovea.explain.method;

/** How long work goes on, by how long it took so far. */
public final class TimeLeft {
    private static final double SOON = 5;
    private static final double MINUTE = 60;

    private final long start;

    private TimeLeft(long start) {
        this.start = start;
    }

    /** Of work that begins now. */
    public static TimeLeft start() {
        return new TimeLeft(System.nanoTime());
    }

    /**
     * What is left after a share of the work, to be put behind what is said of it.
     *
     * @param share 0..1
     * @return such as {@code , 3 min left}; empty where it is soon over, or nothing is known yet
     */
    public String after(double share) {
        return share <= 0 ? "" : text((System.nanoTime() - start) * 1e-9 * (1 - share) / share);
    }

    static String text(double seconds) {
        if (seconds < SOON) {
            return "";
        }
        return seconds < 2 * MINUTE
                ? ", " + Math.round(seconds) + " s left"
                : ", " + Math.round(seconds / MINUTE) + " min left";
    }
}
