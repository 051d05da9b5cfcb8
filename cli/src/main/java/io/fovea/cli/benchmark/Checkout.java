package io.fovea.cli.benchmark;

import io.fovea.FoveaException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The clone of the repository that the launcher stands in. */
final class Checkout {
    private Checkout() {}

    /** The clone's root. */
    static Path root() {
        String root = System.getProperty("fovea.root");
        if (root == null) {
            throw new FoveaException("Start the benchmark with the launcher of a clone of Fovea: ./fovea benchmark.");
        }
        return Path.of(root);
    }

    /** A file that comes with the clone. */
    static Path file(String name) {
        Path file = root().resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new FoveaException(
                    "The benchmark needs '" + file + "', which is missing; check the clone out again.");
        }
        return file;
    }
}
