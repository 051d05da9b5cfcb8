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
}
