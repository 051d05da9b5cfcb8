package io.fovea.spark;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Renames what was written beside its place, over what an earlier attempt, or another at the same time, has put there. */
final class StoreRename {
    private static final int ATTEMPTS = 3;

    private StoreRename() {}

    /** A new name beside a place. */
    static Path beside(Path place) {
        return new Path(place.getParent(), "." + UUID.randomUUID() + ".part");
    }

    /**
     * Puts a file in its place. Most stores rename to no name that is taken.
     *
     * @throws IOException if that fails
     */
    static void move(FileSystem system, Path part, Path place) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (isRenamed(system, part, place)) {
                return;
            }
            system.delete(place, false);
        }
        throw new IOException("'" + part + "' cannot be renamed");
    }

    private static boolean isRenamed(FileSystem system, Path part, Path place) throws IOException {
        try {
            return system.rename(part, place);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }
}
