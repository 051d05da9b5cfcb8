package io.fovea.batch;

import java.nio.file.Path;

/**
 * A file that could not be done, and why.
 *
 * @param sentence names the file
 */
public record Failure(Path file, String sentence) {
    /** Puts the file's name before a sentence without it. */
    public Failure {
        if (!sentence.contains(file.getFileName().toString())) {
            sentence = "'" + file + "': " + sentence;
        }
    }
}
