package io.fovea.graph;

import io.fovea.FoveaException;

/** A file that is not an ONNX model, or a damaged one. The message is a sentence for the user. */
public class MalformedModelException extends FoveaException {

    private static final long serialVersionUID = 1L;

    /** A model that cannot be read, for the reason {@code sentence} gives. */
    public MalformedModelException(String sentence) {
        super(sentence);
    }

    /** A model that cannot be read, for the reason {@code sentence} gives. */
    public MalformedModelException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
