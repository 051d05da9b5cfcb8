package io.fovea.session;

/** Says whether the caller still wants the result. Asked from another thread, every few hundredths of a second. */
@FunctionalInterface
public interface Cancellation {
    /** Never cancelled; costs nothing to watch. */
    Cancellation NONE = () -> false;

    /** Whether the result is no longer wanted. */
    boolean isCancelled();

    /** Throws {@link CancelledException} if the caller no longer wants the result. */
    default void check() {
        if (isCancelled()) {
            throw new CancelledException();
        }
    }
}
