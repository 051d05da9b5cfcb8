package io.fovea.cli;

import io.fovea.Unfinished;
import io.fovea.session.Cancellation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Is cancelled when the user presses Ctrl-C or the process is asked to end. The command then comes to an end in order, or
 * else the process ends without it: after a second, or at once on a second signal. Thread-safe.
 */
final class Interruption implements Cancellation {
    /** Leaves time for ending within two seconds of the signal. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final AtomicInteger code = new AtomicInteger();
    private final AtomicReference<Speaker> speaker = new AtomicReference<>(Speaker.NOBODY);
    private volatile boolean patient = true;
    private volatile Supplier<String> farewell =
            () -> "Cancelled, without waiting for the work in progress; what was written before is whole.";

    private final StandardError err;

    private Interruption(StandardError err) {
        this.err = err;
    }

    /** Who says how it ended: once, whoever comes first. */
    private enum Speaker {
        NOBODY,
        COMMAND,
        CLOCK
    }

    /**
     * Listens from now on.
     *
     * @param err where it is said how it ended
     */
    static Interruption watch(StandardError err) {
        Interruption interruption = new Interruption(err);
        Signals.handle(interruption::signalled);
        return interruption;
    }

    @Override
    public boolean isCancelled() {
        return code.get() != 0;
    }

    /** The exit code for what happened: 130 after Ctrl-C, as shells have it; 0 if nothing did. */
    int code() {
        return code.get();
    }

    /** Says what is told where the process ends without waiting for its work. */
    void setFarewell(Supplier<String> sentence) {
        farewell = sentence;
    }

    /**
     * Says that the command has come to its end, and says so itself: there is nothing to add where the process lingers.
     *
     * @return whether it may still say it
     */
    boolean commandEnded() {
        return speaker.compareAndSet(Speaker.NOBODY, Speaker.COMMAND) || speaker.get() == Speaker.COMMAND;
    }

    /** Says that there is no command left that could end in order. */
    void neverWait() {
        patient = false;
    }

    private void signalled(int exitCode) {
        if (!code.compareAndSet(0, exitCode) || !patient) {
            stop();
            return;
        }
        Thread timer = new Thread(this::stopInTime, "fovea-interruption");
        timer.setDaemon(true);
        timer.start();
    }

    private void stopInTime() {
        try {
            Thread.sleep(PATIENCE_MILLIS);
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not by {@link System#exit}: shutdown hooks would take down native libraries that still compute, and crash. */
    private void stop() {
        Unfinished.discard();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runnable death = Signals.death(code.get());
        if (speaker.compareAndSet(Speaker.NOBODY, Speaker.CLOCK)) {
            err.lastWord("fovea: " + farewell.get());
        }
        death.run();
        Runtime.getRuntime().halt(code.get());
    }
}
