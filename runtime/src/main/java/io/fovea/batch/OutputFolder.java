package io.fovea.batch;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A folder for results that is known to be writable. */
record OutputFolder(Path path) {

    /**
     * Makes the folder if it is not there, and tries to write into it.
     *
     * @throws FoveaException if that fails
     */
    static OutputFolder open(Path path) {
        try {
            AtomicFile.tryFolder(path);
            return new OutputFolder(path);
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot write to the output folder '" + path + "'; give one that you may write to.", e);
        }
    }

    /** The place of a result, which must not be that of an input. */
    Path resolve(String name, List<Path> inputs) {
        Path file = path.resolve(name);
        Path place = file.toAbsolutePath().normalize();
        for (Path input : inputs) {
            if (input.toAbsolutePath().normalize().equals(place)) {
                throw new FoveaException(
                        "The result '" + file + "' would overwrite an input; give another output folder.");
            }
        }
        return file;
    }
}
