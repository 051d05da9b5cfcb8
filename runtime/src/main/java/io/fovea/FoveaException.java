package io.fovea;

/**
 * An error meant for the user: one sentence that says what was given, what was expected and what to do.
 */
public class FoveaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An error described by {@code sentence}. */
    public FoveaException(String sentence) {
        super(sentence);
    }

    /** An error described by {@code sentence}; the log shows its {@code cause}. */
    public FoveaException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
