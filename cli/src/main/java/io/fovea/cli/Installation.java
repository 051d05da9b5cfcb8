package io.fovea.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a build leaves for the launchers: {@code fovea-cli.jar}, beside it the jars in {@code lib} that its manifest names,
 * the native libraries in {@code native}, and the stamp {@code fovea-built}. Nothing in it names a place outside, so it can
 * be moved with the clone that it lies in.
 *
 * @param folder {@code cli/target} of a clone, or an unpacked release, in which all of this lies beside the launchers
 */
record Installation(Path folder) {
    /** Holds the profile that was built; as old as the beginning of the build. */
    static final String STAMP = "fovea-built";

    private static final String JAR = "fovea-cli.jar";
    private static final Path IN_CLONE = Path.of("cli", "target");

    /** The one that this class was loaded from; empty in tests and in other people's class paths. */
    static Optional<Installation> current() {
        try {
            Path jar = Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.endsWith(JAR) ? Optional.of(new Installation(jar.getParent())) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The clone, or the release. */
    Path root() {
        return folder.endsWith(IN_CLONE) ? folder.getParent().getParent() : folder;
    }

    /** The script that starts the command line on this system. */
    Path launcher() {
        boolean isWindows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return root().resolve(isWindows ? "fovea.cmd" : "fovea").toAbsolutePath();
    }

    Path libraries() {
        return folder.resolve("lib");
    }

    /** Holds the plugin as Fiji and ImageJ take it: one jar. */
    Path fiji() {
        return folder.resolve("fiji");
    }

    Path natives() {
        return folder.resolve("native");
    }

    Path stamp() {
        return folder.resolve(STAMP);
    }

    /** Lets ONNX Runtime, OpenCV and the benchmarks find what belongs to them. To be called before they are used. */
    void use() {
        setDefault("fovea.root", root());
        if (Files.isDirectory(natives())) {
            // Where the native libraries lie unpacked, starting takes half the time.
            setDefault("onnxruntime.native.path", natives());
            setDefault("fovea.native", natives());
        }
    }

    private static void setDefault(String property, Path value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value.toString());
        }
    }
}
