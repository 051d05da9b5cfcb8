package io.fovea;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A result cannot be written, as there is no room for it. Whatever follows could not be written either: a batch ends. */
public final class DiskFullException extends FoveaException {
    private static final long serialVersionUID = 1L;

    /** As Linux and macOS, Windows, and quotas say it. */
    private static final String[] REASONS = {"no space left", "not enough space", "disk quota", "disk full"};

    private DiskFullException(Path file, IOException cause) {
        super(
                "Cannot write '" + file
                        + "': the disk is full, or your share of it; make room and give the same command" + " again.",
                cause);
    }

    /** The error that a {@code failure} to write {@code file} is, if it is for want of room. */
    public static Optional<DiskFullException> of(Path file, IOException failure) {
        return isNamed(failure) || hasNoRoom(file)
                ? Optional.of(new DiskFullException(file, failure))
                : Optional.empty();
    }

    /** Whether the system says so. */
    static boolean isNamed(IOException failure) {
        String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return Stream.of(REASONS).anyMatch(words::contains);
    }

    /** What a system says in the user's language can only be guessed at. */
    private static boolean hasNoRoom(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            FileStore disk = Files.getFileStore(folder);
            return !disk.isReadOnly() && disk.getUsableSpace() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
