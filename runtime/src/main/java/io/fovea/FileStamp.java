package io.fovea;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells a file apart from one that was written over it or put in its place, without reading it: by its size, its times
 * and, where the file system has one, its number.
 *
 * @param traits of the file when the stamp was taken; empty if it was not there
 */
public record FileStamp(Path file, Map<String, Object> traits) {
    /** With the time of the last change of any kind, which a copy that keeps its date does not bring along. */
    private static final String UNIX = "unix:size,lastModifiedTime,ctime,dev,ino";

    private static final String ANY = "size,lastModifiedTime,creationTime";

    /** Copies the traits. */
    public FileStamp {
        // Within a zip a file may have no such time, which is null.
        traits = Collections.unmodifiableMap(new HashMap<>(traits));
    }

    /** Takes the stamp of a file; links are followed. */
    public static FileStamp of(Path file) {
        return new FileStamp(file, read(file));
    }

    /** Whether the file is still the one that the stamp was taken of. */
    public boolean holds() {
        return traits.equals(read(file));
    }

    private static Map<String, Object> read(Path file) {
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        try {
            return Files.readAttributes(file, unix ? UNIX : ANY);
        } catch (IOException e) {
            return Map.of();
        }
    }
}
