package io.fovea;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Real images and foreign models that some tests look at. They are not part of this repository: a test that needs them
 * carries {@code @Tag("shared-data")} and is skipped where they are absent.
 */
public final class SharedData {

    private SharedData() {}

    /** A file or folder of the shared data; aborts the calling test, saying so, where it is absent. */
    public static Path path(String relative) {
        Path path = Path.of(System.getProperty("fovea.root", ".."), "..", "shared", "data", relative);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: the shared data has no " + path);
        return path;
    }
}
