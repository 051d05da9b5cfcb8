package io.fovea.cli;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes sure, before long work, that its result can be written. */
final class Writable {
    private Writable() {}

    /**
     * Tries whether a file can be written, making its folder if need be. Leaves no file behind.
     *
     * @throws FoveaException if it cannot
     */
    static void check(Path file) {
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new FoveaException("Cannot write '" + file + "': it is a folder; give a file.");
        }
        try {
            AtomicFile.tryFolder(target.getParent());
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot write '" + file + "': its folder cannot be made or written to; choose another.", e);
        }
    }
}
