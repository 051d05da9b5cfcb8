package io.fovea.cli.benchmark;

import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import java.util.concurrent.TimeUnit;

/** Waits for programs that a benchmark has started. None outlives a benchmark that is cancelled. */
final class Programs {
    private static final long POLL_MILLIS = 20;

    private Programs() {}

    /**
     * Waits until a program has ended.
     *
     * @return its exit code
     * @throws CancelledException if cancelled; the program has been ended
     */
    static int await(Process program, Cancellation cancel) throws InterruptedException {
        boolean ended = false;
        while (!ended) {
            ended = endsSoon(program, cancel);
        }
        return program.exitValue();
    }

    /**
     * Waits for a moment.
     *
     * @return whether the program has ended
     * @throws CancelledException if cancelled; the program has been ended
     */
    static boolean endsSoon(Process program, Cancellation cancel) throws InterruptedException {
        if (cancel.isCancelled()) {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly();
            throw new CancelledException();
        }
        return program.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
}
