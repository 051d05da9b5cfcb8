package io.fovea.inspect;

import io.fovea.FoveaException;

/** A folder of images has answers that the model cannot give, so that it says nothing of how the model does. */
final class FolderMismatchException extends FoveaException {
    private static final long serialVersionUID = 1;

    FolderMismatchException(String sentence) {
        super(sentence);
    }
}
