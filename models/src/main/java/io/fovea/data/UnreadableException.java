package io.fovea.data;

import io.fovea.FoveaException;

/** An example's file is missing, damaged or no image: the example can be skipped, the others are still good. */
public final class UnreadableException extends FoveaException {

    private static final long serialVersionUID = 1L;

    /** An example that cannot be read, for the reason that {@code cause} gives. */
    public UnreadableException(FoveaException cause) {
        super(cause.getMessage(), cause);
    }
}
