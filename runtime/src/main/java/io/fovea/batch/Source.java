package io.fovea.batch;

import java.nio.file.Path;

/**
 * An image file that a user means, and what it is called in results.
 *
 * @param file where it lies
 * @param name its path below the folder given, with {@code /} between folders on every system; different for every file
 */
public record Source(Path file, String name) {

    /** The name without its suffix, with which those of results begin. */
    public String stem() {
        int folder = name.lastIndexOf('/') + 1;
        return name.substring(0, folder) + Inputs.stem(file);
    }
}
