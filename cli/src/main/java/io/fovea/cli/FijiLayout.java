package io.fovea.cli;

import io.fovea.FoveaException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * What lies where in a folder of Fiji or ImageJ, as an update site lays it out: Fovea's own jar in {@code plugins}, the
 * libraries that Fiji has not in {@code jars}. Native libraries of other systems and debug symbols are left out.
 *
 * @param sources the jars as they were built, by their place in the folder, such as {@code jars/opencv-4.9.0-0.jar}
 */
record FijiLayout(Map<String, Path> sources, List<FijiPlatform> platforms) {
    /** Of Fovea's libraries, those that Fiji has not; the others are in Fovea's jar, under other names. */
    private static final Pattern LIBRARY = Pattern.compile("(onnxruntime(_gpu)?|opencv)-\\d[^/]*\\.jar");

    private static final String DEBUG_SYMBOLS = ".dSYM/";

    FijiLayout {
        sources = Map.copyOf(sources);
        platforms = List.copyOf(platforms);
    }

    /**
     * The layout of what a build or a release holds.
     *
     * @throws FoveaException if it does not hold the plugin
     */
    static FijiLayout of(Installation installation, List<FijiPlatform> platforms) {
        Map<String, Path> sources = new LinkedHashMap<>();
        Path plugin = FijiFolder.jarsIn(installation.fiji()).stream()
                .findFirst()
                .orElseThrow(() -> new FoveaException("There is no plugin in '" + installation.fiji()
                        + "'; remove the folder cli/target, so that Fovea is built anew."));
        sources.put("plugins/" + plugin.getFileName(), plugin);
        FijiFolder.jarsIn(installation.libraries()).stream()
                .filter(jar -> LIBRARY.matcher(jar.getFileName().toString()).matches())
                .forEach(jar -> sources.put("jars/" + jar.getFileName(), jar));
        return new FijiLayout(sources, platforms);
    }

    /** The places of the jars, in order. */
    List<String> places() {
        return sources.keySet().stream().sorted().toList();
    }

    /** Writes the jar of a place, without what is left out. */
    void write(String place, OutputStream out) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(sources.get(place)));
                ZipInputStream from = new ZipInputStream(in)) {
            ZipOutputStream to = new ZipOutputStream(out);
            to.setLevel(9);
            Optional<ZipEntry> entry = Optional.ofNullable(from.getNextEntry());
            while (entry.isPresent()) {
                if (isKept(entry.get().getName())) {
                    ZipEntry copy = new ZipEntry(entry.get().getName());
                    copy.setTime(entry.get().getTime());
                    to.putNextEntry(copy);
                    from.transferTo(to);
                    to.closeEntry();
                }
                entry = Optional.ofNullable(from.getNextEntry());
            }
            to.finish();
        }
    }

    /** Writes a zip that is unpacked into the folder: the same bytes for the same jars, whenever they were copied here. */
    void writeZip(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(0); // the jars are compressed
        for (String place : places()) {
            ZipEntry entry = new ZipEntry(place);
            newestIn(sources.get(place)).ifPresent(entry::setTimeLocal);
            zip.putNextEntry(entry);
            write(place, zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    /** Whether a file is such a zip. */
    static boolean isZip(Path file) {
        return FijiFolder.holds(file, entry -> entry.startsWith("plugins/Fovea_"));
    }

    private static Optional<LocalDateTime> newestIn(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getTimeLocal).max(Comparator.naturalOrder());
        }
    }

    private boolean isKept(String entry) {
        if (entry.contains(DEBUG_SYMBOLS)) {
            return false;
        }
        return !FijiPlatform.isNative(entry) || platforms.stream().anyMatch(platform -> platform.has(entry));
    }
}
