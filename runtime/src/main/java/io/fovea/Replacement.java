package io.fovea;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file that is written beside its place and then moved there, so that nobody ever sees half of it.
 *
 * <pre>{@code
 * try (Replacement replacement = Replacement.of(file)) {
 *     Files.write(replacement.path(), bytes);
 *     replacement.commit();
 * }
 * }</pre>
 */
public final class Replacement implements AutoCloseable {
    private final Path place;
    private final Path beside;

    private Replacement(Path place, Path beside) {
        this.place = place;
        this.beside = beside;
    }

    /** Prepares to replace a file, which need not exist. Creates nothing. */
    public static Replacement of(Path file) {
        Path place = file.toAbsolutePath();
        // Not Files.createTempFile: the file would keep its private permissions.
        String name =
                "." + place.getFileName() + "." + UUID.randomUUID().toString().substring(0, 8) + ".part";
        return new Replacement(place, place.resolveSibling(name));
    }

    /** Where to write. */
    public Path path() {
        return beside;
    }

    /** Moves what was written to its place. */
    public void commit() throws IOException {
        try {
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes what was written and not committed. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(beside);
    }
}
