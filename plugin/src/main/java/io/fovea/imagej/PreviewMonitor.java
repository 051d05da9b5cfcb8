package io.fovea.imagej;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows a preview: its progress stands in the status bar until another is wanted. It notes nothing, as it is not yet what the
 * user asked for.
 */
final class PreviewMonitor extends EscapeMonitor {
    private final CountDownLatch cancelled = new CountDownLatch(1);

    PreviewMonitor() {
        super(1);
    }

    /** Ends the work soon. */
    void cancel() {
        cancelled.countDown();
    }

    /**
     * Waits whether another preview follows at once, as while somebody types.
     *
     * @throws io.fovea.session.CancelledException if it does
     */
    void pause(long millis) {
        try {
            cancelled.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel();
        }
        check();
    }

    @Override
    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    @Override
    boolean isHeard() {
        return false;
    }

    @Override
    public void report(double fraction, String message) {
        if (!isCancelled()) {
            super.report(fraction, message);
        }
    }
}
