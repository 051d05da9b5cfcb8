package io.fovea.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks, during one run, whether it is cancelled, and then ends it. */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** Watches nothing; ONNX Runtime takes null for no options. */
    private static final Watch IDLE = new Watch(null, Cancellation.NONE);

    private final RunOptions options;
    private final Cancellation cancel;
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
        Poller.add(watch);
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
            Poller.WATCHES.remove(this);
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

    /**
     * One thread that asks for all runs, and sleeps once there are none. Runs of microseconds begin and end between two
     * of its rounds without waking it.
     */
    private static final class Poller {
        private static final long PERIOD_MILLIS = 20;

        static final Set<Watch> WATCHES = ConcurrentHashMap.newKeySet();

        private static final AtomicBoolean AWAKE = new AtomicBoolean();
        private static final ScheduledExecutorService THREAD = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "fovea-cancellation");
            thread.setDaemon(true);
            return thread;
        });

        static void add(Watch watch) {
            WATCHES.add(watch);
            if (!AWAKE.getAndSet(true)) {
                schedule();
            }
        }

        private static void schedule() {
            THREAD.schedule(Poller::round, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }

        private static void round() {
            // Whoever comes from here on wakes it again.
            AWAKE.set(false);
            for (Watch watch : WATCHES) {
                try {
                    watch.poll();
                } catch (RuntimeException e) {
                    LOG.warn("A run could not be asked whether it is cancelled", e);
                }
            }
            if (!WATCHES.isEmpty() && !AWAKE.getAndSet(true)) {
                schedule();
            }
        }
    }
}
