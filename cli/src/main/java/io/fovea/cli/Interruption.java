package io.fovea.cli;

import io.fovea.session.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Is cancelled when the user presses Ctrl-C or the process is asked to end; the process then waits for the running command
 * to take away what it has half-written. Thread-safe.
 */
final class Interruption implements Cancellation {
    private static final long PATIENCE_SECONDS = 20;
    private static final int INTERRUPTED = 130;

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean cancelled;

    private Interruption() {}

    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::cancelAndWait, "interruption"));
        return interruption;
    }

    /** Says that the command has ended and need not be waited for. */
    void over() {
        over.countDown();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    private void cancelAndWait() {
        cancelled = true;
        try {
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("fovea: stopped without waiting any longer for the work in progress.");
                // An orderly end would take down native libraries that still compute, and crash.
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
