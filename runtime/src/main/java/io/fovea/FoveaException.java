package io.fovea;

/**
 * Says in one sentence, fit for a user, why something could not be done: what was given, what was expected, what to do.
 * Everything a user can bring about by what they give (a file, a name, a device) ends in one of these.
 */
public class FoveaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FoveaException(String sentence) {
        super(sentence);
    }

    public FoveaException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
