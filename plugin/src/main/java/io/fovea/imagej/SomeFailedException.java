package io.fovea.imagej;

import io.fovea.FoveaException;

/** Some files could not be done; the others were. */
final class SomeFailedException extends FoveaException {
    private static final long serialVersionUID = 1L;

    SomeFailedException(String sentence) {
        super(sentence);
    }
}
