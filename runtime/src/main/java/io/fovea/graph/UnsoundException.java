package io.fovea.graph;

/** Why a file is no valid model, as the end of a sentence that names the file. Does not leave this package. */
final class UnsoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean advises;

    UnsoundException(String reason) {
        this(reason, false);
    }

    private UnsoundException(String reason, boolean advises) {
        super(reason);
        this.advises = advises;
    }

    /** One whose reason ends with what to do, as getting the file anew would not help. */
    static UnsoundException advising(String reason) {
        return new UnsoundException(reason, true);
    }

    /** Whether the reason ends with what to do. */
    boolean advises() {
        return advises;
    }
}
