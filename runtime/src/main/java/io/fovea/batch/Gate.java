package io.fovea.batch;

import io.fovea.session.CancelledException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Bounds what is in work at once, such as bytes: whoever comes waits, in turn, until there is room. What is larger than all
 * the room is let in by itself. Thread-safe.
 */
final class Gate {
    private final int room;
    private final Semaphore free;

    /** With so much room. */
    Gate(double room) {
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

    /** Whether nobody else works beside something that takes so much room. */
    boolean isFilledBy(double needed) {
        return needed >= room;
    }

    /** Works while nobody else does. Otherwise as {@link #within}. */
    <T> T alone(Supplier<T> work) {
        return within(room, work);
    }
}
