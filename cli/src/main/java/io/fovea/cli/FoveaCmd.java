package io.fovea.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/** What {@code fovea.cmd} leaves to Java, as {@code cmd.exe} cannot do it. */
final class FoveaCmd {
    /** Asks {@code fovea.cmd} to build Fovea and to start it again. */
    static final int BUILD = 75;

    private FoveaCmd() {}

    /** Whether this Java was started by it. */
    static boolean isLauncher() {
        return "cmd".equals(System.getProperty("fovea.launcher"));
    }

    /** Whether it is to build, as sources have changed since; it says when it has just done so. */
    static boolean mustBuild(Optional<Installation> installation) {
        if (!isLauncher() || Boolean.getBoolean("fovea.justbuilt") || installation.isEmpty()) {
            return false;
        }
        try {
            return SourceTree.changedSince(
                    installation.get().root(),
                    Files.getLastModifiedTime(installation.get().stamp()));
        } catch (IOException | UncheckedIOException unreadable) {
            return false; // what was built is still there
        }
    }
}
