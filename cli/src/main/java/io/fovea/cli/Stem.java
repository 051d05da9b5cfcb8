package io.fovea.cli;

import java.nio.file.Path;

/** What results are called after. */
final class Stem {
    private Stem() {}

    /** The name of a file without its suffix. */
    static String of(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
