package io.fovea.imagej;

import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for work that cannot be cancelled, and gives up waiting when it is. */
final class Patience {
    private static final long POLL_MILLIS = 50;

    private Patience() {}

    /** Begins work in a thread of its own. */
    static <T> CompletableFuture<T> begin(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        // Unlike those of a pool it looks for classes where the caller does.
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (RuntimeException | Error e) {
                        result.completeExceptionally(e);
                    }
                },
                "fovea-work");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    /**
     * Waits for the result. Blocks.
     *
     * @throws CancelledException if cancelled before; the work goes on
     * @throws RuntimeException what the work ended with
     */
    static <T> T await(CompletableFuture<T> work, Cancellation cancel) {
        while (true) {
            try {
                return work.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                cancel.check();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) e.getCause();
            }
        }
    }
}
