package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that could not be done, and why.
 *
 * @param sentence names the file
 */
public record Failure(Path file, String sentence) {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    /** Puts the file's name before a sentence without it. */
    public Failure {
        if (!sentence.contains(file.getFileName().toString())) {
            sentence = "'" + file + "': " + sentence;
        }
    }

    /** What is told of whatever went wrong with a file. */
    static Failure of(Path file, Throwable e) {
        if (e instanceof FoveaException) {
            return new Failure(file, e.getMessage());
        }
        if (e instanceof OutOfMemoryError) {
            return new Failure(
                    file,
                    "'" + file + "' is too large for the memory that Java has left; " + HeapLimit.remedy()
                            + ", or cut the image into parts.");
        }
        LOG.debug("{} failed", file, e);
        return new Failure(file, "'" + file + "' failed unexpectedly: " + e + "; --debug, or the log, says more.");
    }
}
