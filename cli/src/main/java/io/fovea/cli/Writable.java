package io.fovea.cli;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.image.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Makes sure, before long work, that its result can be written, and that nothing else is lost by it. */
final class Writable {
    private Writable() {}

    /**
     * Tries whether a picture can be written; in the place of another file only if that is a picture of Fovea's.
     *
     * @throws FoveaException if it cannot
     */
    static void checkPicture(Path file) {
        check(file, "picture", one -> Origin.of(one).isPresent());
    }

    /**
     * Tries whether a file can be written, making its folder if need be. Leaves no file behind.
     *
     * @param kind of what is written, for the message
     * @param replaceable whether a file that is there may be replaced, as it is of the same kind
     * @throws FoveaException if it cannot
     */
    static void check(Path file, String kind, Predicate<Path> replaceable) {
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new FoveaException("Cannot write '" + file + "': it is a folder; give a file.");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FoveaException("Cannot write '" + file + "': it is a device; give a file.");
        }
        try {
            if (Files.exists(target) && Files.size(target) > 0 && !replaceable.test(target)) {
                throw new FoveaException("'" + file + "' would be overwritten, but is no " + kind
                        + " that Fovea wrote; move it away, or give another file.");
            }
            AtomicFile.tryFolder(target.getParent());
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot write '" + file + "': its folder cannot be made or written to; choose another.", e);
        }
    }
}
