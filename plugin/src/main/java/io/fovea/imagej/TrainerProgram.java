package io.fovea.imagej;

import io.fovea.FoveaException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Fovea's command line is, which trains: beside the classes that ImageJ was started from, where {@code fovea install} says
 * that it was run from, or on the path of programs.
 */
final class TrainerProgram {
    /** The property of Java that names the launcher. */
    static final String PROPERTY = "fovea.trainer";

    /** Beside the plugin's jar: where the launcher lies that installed it. */
    private static final String NOTE = "fovea-launcher.txt";

    private TrainerProgram() {}

    /** The launcher, if there is one. Blocks on the disk. */
    static Optional<Path> find() {
        return candidates().filter(Files::isRegularFile).findFirst();
    }

    /**
     * The launcher.
     *
     * @throws FoveaException if there is none
     */
    static Path require() {
        return find().orElseThrow(() -> new FoveaException(missing()));
    }

    /** What to do where there is none, in a sentence. */
    static String missing() {
        return "The trainer is not installed: it comes with Fovea's command line, not with the plugin, as it brings libraries of its own."
                + " Unpack a release of Fovea, and run '" + name()
                + " install --fiji FOLDER' from it for this folder of"
                + " Fiji or ImageJ, or put it on the PATH; then start ImageJ anew.";
    }

    private static String name() {
        return isWindows() ? "fovea.cmd" : "fovea";
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private static Stream<Path> candidates() {
        Stream<Path> told = property(PROPERTY).map(Path::of).stream();
        Stream<Path> beside = property("fovea.root").map(root -> Path.of(root, name())).stream();
        Stream<Path> path = Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> new File(folder, name()).toPath());
        return Stream.of(told, beside, noted().stream(), path).flatMap(all -> all);
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(text -> !text.isBlank());
    }

    private static Optional<Path> noted() {
        CodeSource source = TrainerProgram.class.getProtectionDomain().getCodeSource();
        try {
            Path note = Path.of(source.getLocation().toURI()).resolveSibling(NOTE);
            return Files.isRegularFile(note)
                    ? Optional.of(Path.of(
                            Files.readString(note, StandardCharsets.UTF_8).strip()))
                    : Optional.empty();
        } catch (URISyntaxException | IOException | IllegalArgumentException e) {
            return Optional.empty(); // as if nobody had noted it
        }
    }

    /** The words of a command line that begin with the launcher; a shell script needs its shell on some systems. */
    static List<String> command(Path launcher) {
        boolean isScript = !isWindows() && !Files.isExecutable(launcher);
        return isScript ? List.of("/bin/sh", launcher.toString()) : List.of(launcher.toString());
    }
}
