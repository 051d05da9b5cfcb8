package io.fovea.imagej;

import io.fovea.FoveaException;
import io.fovea.batch.Failure;
import java.util.List;
import java.util.stream.Collectors;

/** Some files could not be done; the others were. */
final class SomeFailedException extends FoveaException {
    private static final long serialVersionUID = 1L;

    SomeFailedException(String sentence) {
        super(sentence);
    }

    /** Throws one that names every file that could not be looked at, if there is any. */
    static void throwIfAny(List<Failure> failures) {
        if (!failures.isEmpty()) {
            throw new SomeFailedException(failures.size() + (failures.size() == 1 ? " file" : " files")
                    + " could not be looked at: "
                    + failures.stream().map(Failure::sentence).collect(Collectors.joining(" ")));
        }
    }
}
