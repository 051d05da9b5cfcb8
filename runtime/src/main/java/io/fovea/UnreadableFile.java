package io.fovea;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says why a file cannot be read. */
public final class UnreadableFile {
    private UnreadableFile() {}

    /**
     * An error in a sentence.
     *
     * @param what such as {@code model file}
     */
    public static FoveaException because(String what, Path file, IOException cause) {
        return new FoveaException("The " + what + " '" + file + "' cannot be read: " + reason(cause) + ".", cause);
    }

    /** The end of a sentence that names the file; the messages of some exceptions are its path and nothing else. */
    public static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (cause instanceof AccessDeniedException) {
            return "you may not read it";
        }
        String told = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        return told == null || told.isBlank() ? "the system does not say why" : told;
    }
}
