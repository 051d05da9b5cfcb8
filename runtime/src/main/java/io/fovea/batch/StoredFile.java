package io.fovea.batch;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;

/**
 * An image file that lies in a store, where it is reached by its address and not by a path.
 *
 * @param address such as {@code s3a://bucket/plates/a.png}
 * @param bytes its size
 * @param modified when it was last changed
 */
public record StoredFile(String address, long bytes, Instant modified) implements Serializable {
    /** The address as a path, by which it is called and told apart; nothing lies there. */
    Path path() {
        return Path.of(address);
    }

    /** An absolute path for an address, as if each store were a folder. */
    static Path place(String address) {
        return Path.of("/" + address.replaceFirst(":/*", "/"));
    }

    InputState state() {
        return InputState.of(bytes, modified);
    }
}
