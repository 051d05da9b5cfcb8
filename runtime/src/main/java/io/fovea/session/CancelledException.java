package io.fovea.session;

import io.fovea.FoveaException;

/** Ends work that its caller cancelled. */
public final class CancelledException extends FoveaException {
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("Cancelled.");
    }
}
