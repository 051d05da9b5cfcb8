package io.fovea.task;

import io.fovea.session.Cancellation;

/** Follows long work: hears of its progress and may cancel it. */
public interface Monitor extends Progress, Cancellation {
    /** Neither listens nor cancels. */
    Monitor NONE = of((fraction, message) -> {}, Cancellation.NONE);

    /** One that passes on what it hears and asks. */
    static Monitor of(Progress progress, Cancellation cancellation) {
        return new Monitor() {
            @Override
            public void report(double fraction, String message) {
                progress.report(fraction, message);
            }

            @Override
            public boolean isCancelled() {
                return cancellation.isCancelled();
            }
        };
    }

    /**
     * Follows a part of the work, whose progress from 0 to 1 is that of the whole from one fraction to another.
     *
     * @param from where it begins, 0..1
     * @param to where it ends, from {@code from} to 1
     */
    default Monitor part(double from, double to) {
        return of((fraction, message) -> report(from + (to - from) * fraction, message), this);
    }

    /** The same work, each of whose messages begins with a name and a colon. */
    default Monitor named(String name) {
        return of((fraction, message) -> report(fraction, name + ": " + message), this);
    }
}
