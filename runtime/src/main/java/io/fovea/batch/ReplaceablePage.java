package io.fovea.batch;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Makes sure that nothing but a page of the same kind is lost when one is written. */
final class ReplaceablePage {
    private ReplaceablePage() {}

    /**
     * Looks at what is in the place of a page.
     *
     * @param kind of page, for the message
     * @throws FoveaException if there is a file that is no such page, and is not empty
     */
    static void require(Path file, String kind, Predicate<Path> isOne) {
        try {
            if (Files.exists(file) && (!Files.isRegularFile(file) || Files.size(file) > 0 && !isOne.test(file))) {
                throw new FoveaException("'" + file + "' would be overwritten, but is no " + kind
                        + " that Fovea wrote; move it away, or give another folder.");
            }
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + file + "': " + e.getMessage() + ".", e);
        }
    }
}
