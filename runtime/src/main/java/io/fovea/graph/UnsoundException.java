package io.fovea.graph;

/** Why a file is no valid model, as the end of a sentence that names the file. Does not leave this package. */
final class UnsoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsoundException(String reason) {
        super(reason);
    }
}
