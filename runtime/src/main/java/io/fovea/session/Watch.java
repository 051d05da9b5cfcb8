package io.fovea.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks, during one run, whether it is cancelled, and then ends it. */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long PERIOD_MILLIS = 20;

    /** Watches nothing; ONNX Runtime takes null for no options. */
    private static final Watch IDLE = new Watch(null, Cancellation.NONE);

    private final RunOptions options;
    private final Cancellation cancel;
    private ScheduledFuture<?> polling;
    private boolean fired;
    private boolean closed;

    private Watch(RunOptions options, Cancellation cancel) {
        this.options = options;
        this.cancel = cancel;
    }

    /** Begins to watch. */
    static Watch over(Cancellation cancel) throws OrtException {
        if (cancel == Cancellation.NONE) {
            return IDLE;
        }
        RunOptions options = new RunOptions();
        options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // a cancelled run is no error
        Watch watch = new Watch(options, cancel);
        watch.polling =
                Poller.THREAD.scheduleWithFixedDelay(watch::poll, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    RunOptions options() {
        return options;
    }

    /** Whether this ended the run. */
    synchronized boolean fired() {
        return fired;
    }

    @Override
    public synchronized void close() {
        if (options != null && !closed) {
            closed = true;
            polling.cancel(false);
            options.close();
        }
    }

    private void poll() {
        boolean wanted = cancel.isCancelled(); // the caller's code: not under the lock
        synchronized (this) {
            if (wanted && !closed && !fired) {
                fired = true;
                terminate();
            }
        }
    }

    private void terminate() {
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            LOG.warn("A run could not be cancelled", e);
        }
    }

    /** One thread for all runs, started with the first that can be cancelled. */
    private static final class Poller {
        static final ScheduledExecutorService THREAD = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "fovea-cancellation");
            thread.setDaemon(true);
            return thread;
        });
    }
}
