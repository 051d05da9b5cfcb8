package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.session.CancelledException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds what is in work at once, such as bytes: whoever comes waits, in turn, until there is room. What is larger than all
 * the room is let in by itself. Thread-safe.
 */
final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final int room;
    private final boolean isShared;
    private final Semaphore free;

    /** With so much room for several who work. */
    Gate(double room) {
        this(room, true);
    }

    /**
     * With so much room.
     *
     * @param isShared whether several work at once
     */
    Gate(double room, boolean isShared) {
        this.isShared = isShared;
        this.room = (int) Math.max(1, Math.min(Integer.MAX_VALUE, room));
        this.free = new Semaphore(this.room, true);
    }

    /**
     * Works while taking so much room. Blocks until there is that.
     *
     * @throws CancelledException if this thread is interrupted while it waits
     */
    <T> T within(double needed, Supplier<T> work) {
        int taken = (int) Math.max(1, Math.min(room, needed));
        try {
            free.acquire(taken);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
        try {
            return work.get();
        } finally {
            free.release(taken);
        }
    }

    /** The same, and where memory does not suffice beside others once more while nobody else works. */
    <T> T withinOrAlone(double needed, Supplier<T> work) {
        try {
            return within(needed, work);
        } catch (FoveaException | OutOfMemoryError e) {
            if (!isShared || needed >= room || !isMemory(e)) {
                throw e;
            }
            LOG.debug("did not fit beside others", e);
        }
        return within(room, work);
    }

    private static boolean isMemory(Throwable e) {
        return e instanceof OutOfMemoryError || e.getCause() instanceof OutOfMemoryError;
    }
}
