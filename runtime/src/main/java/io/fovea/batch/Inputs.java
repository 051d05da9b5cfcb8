package io.fovea.batch;

import java.nio.file.Path;
import java.util.List;

/** The image files that a user means. */
public final class Inputs {
    private Inputs() {}

    /**
     * Expands files, folders (their image files, not their sub-folders) and globs ({@code *}, {@code ?}, {@code **},
     * {@code {a,b}}) to files, sorted by path, each once. A file named as such is taken whatever its suffix, even if it
     * is missing: the batch then names it as failed.
     *
     * @throws io.fovea.FoveaException if a folder has no images or a glob no matches
     */
    public static List<Path> expand(List<String> inputs) {
        throw new UnsupportedOperationException();
    }
}
