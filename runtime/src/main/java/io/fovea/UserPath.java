package io.fovea;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Paths as users write them, where {@code ~} is the home folder: a shell puts it in its place, a macro does not. */
public final class UserPath {
    private UserPath() {}

    /** The path that a text means; empty for a text that can be none on this system. */
    public static Optional<Path> of(String text) {
        try {
            return Optional.of(Path.of(expand(text)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** What a path ends in, a file's name, whichever system's separators it was written with. */
    public static String withoutFolder(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** The text with the home folder in the place of a {@code ~} that stands alone or before the first separator. */
    public static String expand(String text) {
        boolean home = text.equals("~") || text.startsWith("~/") || text.startsWith("~\\");
        return home ? System.getProperty("user.home") + text.substring(1) : text;
    }
}
