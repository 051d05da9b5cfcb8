package io.fovea.cli;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A folder of Fiji or of plain ImageJ.
 *
 * @param root the folder with {@code plugins} in it
 */
record FijiFolder(Path root) {
    /** Says to the plugin where the command line is that installed it. */
    static final String LAUNCHER = "fovea-launcher.txt";

    private static final Pattern OURS = Pattern.compile("Fovea_.*\\.jar");

    /**
     * Looks at a folder, or at that which an archive of Fiji unpacks into it.
     *
     * @throws FoveaException if it is none of Fiji's or ImageJ's
     */
    static FijiFolder at(Path folder) {
        // Fiji.app was all of Fiji once; in newer ones it lies beside plugins, and starts Fiji on macOS.
        return Stream.of(folder, folder.resolve("Fiji.app"), folder.resolve("Fiji"))
                .map(FijiFolder::new)
                .filter(fiji -> Files.isDirectory(fiji.plugins()))
                .findFirst()
                .orElseThrow(() -> new FoveaException(
                        "'" + folder + "' is no folder of Fiji or ImageJ: there is no folder 'plugins' in it."));
    }

    Path plugins() {
        return root.resolve("plugins");
    }

    Path jars() {
        return root.resolve("jars");
    }

    /** Whether SciJava lies in it, which Fiji has and plain ImageJ has not. */
    boolean isFiji() {
        return jarsIn(jars()).stream().anyMatch(jar -> name(jar).startsWith("scijava-common-"));
    }

    /** Fovea's own jars, wherever they lie in {@code plugins} and {@code jars}. */
    List<Path> ours() {
        return all().stream().filter(jar -> OURS.matcher(name(jar)).matches()).toList();
    }

    /** All jars that ImageJ or Fiji loads. */
    List<Path> all() {
        return Stream.of(plugins(), jars())
                .flatMap(folder -> jarsIn(folder).stream())
                .toList();
    }

    /**
     * The jars with an entry.
     *
     * @param entry for example {@code org/opencv/core/Core.class}
     */
    List<Path> having(String entry) {
        return all().stream().filter(jar -> holds(jar, entry::equals)).toList();
    }

    /** Whether a jar has an entry of a kind; a damaged one has none. */
    static boolean holds(Path jar, Predicate<String> kind) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).anyMatch(kind);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Puts Fovea into the folder, in place of an older one. Each jar is there whole or not at all.
     *
     * @param launcher of the command line, which the plugin starts for what ImageJ's own process is not for
     * @throws FoveaException if the folder cannot be written to
     */
    void install(FijiLayout layout, Path launcher) {
        try {
            AtomicFile.write(plugins().resolve(LAUNCHER), launcher.toString().getBytes(StandardCharsets.UTF_8));
            for (String place : layout.places()) {
                AtomicFile.write(root.resolve(place), out -> layout.write(place, out));
            }
            for (Path jar : ours()) {
                if (!layout.places().contains(place(jar))) {
                    Files.delete(jar);
                }
            }
        } catch (IOException e) {
            throw new FoveaException(
                    "Nothing can be put into '" + root + "' (" + e.getMessage()
                            + "); quit Fiji or ImageJ, and see that you may write there.",
                    e);
        }
    }

    /** The place of a file in the folder, {@code jars/x.jar}, with slashes on every system. */
    String place(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }

    /** The jars in a folder and those below it, in order; none where it is not there. */
    static List<Path> jarsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new FoveaException("The folder '" + folder + "' cannot be listed: " + e.getMessage() + ".", e);
        }
    }
}
