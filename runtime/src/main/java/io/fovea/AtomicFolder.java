package io.fovea;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes a folder so that it is either wholly there or not there at all: it is filled beside its place, then renamed. */
public final class AtomicFolder {

    /** Fills a folder. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all files.
         *
         * @param folder that is there, and empty
         * @throws IOException when that fails; what was in the folder's place stays there
         */
        void writeTo(Path folder) throws IOException;
    }

    /** What is written beside a result, by this class or {@link AtomicFile}. */
    private static final Pattern HIDDEN =
            Pattern.compile("\\.(.+)\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.(?:part|old)");

    private AtomicFolder() {}

    /**
     * Writes a folder, replacing one that is there. Missing parent folders are made.
     *
     * @throws DiskFullException when there is no room for it; nothing half-written stays behind
     * @throws IOException when it cannot be written otherwise; nothing half-written stays behind
     */
    public static void write(Path folder, Content content) throws IOException {
        Path target = folder.toAbsolutePath();
        Path part = hidden(target, "part");
        Unfinished.begin(part);
        try {
            Files.createDirectories(part);
            content.writeTo(part);
            replace(part, target);
        } catch (IOException e) {
            Optional<DiskFullException> full = DiskFullException.of(folder, e);
            if (full.isPresent()) {
                throw full.get();
            }
            throw e;
        } finally {
            delete(part);
            Unfinished.end(part);
        }
    }

    private static void replace(Path part, Path target) throws IOException {
        if (!Files.exists(target)) {
            Files.move(part, target);
            return;
        }
        Path old = hidden(target, "old");
        Files.move(target, old);
        try {
            Files.move(part, target);
        } catch (IOException e) {
            Files.move(old, target);
            throw e;
        }
        delete(old);
    }

    private static Path hidden(Path target, String suffix) {
        return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + "." + suffix);
    }

    /**
     * Takes away what processes that were killed left of results beside them; those of other names stay. Blocks on the disk.
     *
     * @param folder of the results
     * @param names of them in it
     * @throws IOException if the folder cannot be read, or something not be taken away
     */
    public static void sweep(Path folder, Set<String> names) throws IOException {
        List<Path> left;
        try (Stream<Path> all = Files.list(folder)) {
            left = all.filter(path -> {
                        Matcher hidden = HIDDEN.matcher(path.getFileName().toString());
                        return hidden.matches() && names.contains(hidden.group(1));
                    })
                    .toList();
        }
        for (Path path : left) {
            delete(path);
        }
    }

    /** Takes away a file, or a folder with all that is in it; nothing where nothing is. */
    public static void delete(Path path) throws IOException {
        for (Path each : inside(path).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(each);
        }
    }

    /** How many bytes a file has, or all files in a folder together. */
    public static long size(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Files.size(path);
        }
        long size = 0;
        for (Path each : inside(path)) {
            size += Files.isRegularFile(each) ? Files.size(each) : 0;
        }
        return size;
    }

    /** Copies a file or a folder to a place, whole or not at all. */
    public static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            AtomicFile.write(to, out -> Files.copy(from, out));
            return;
        }
        write(to, folder -> {
            for (Path each : inside(from)) {
                Path place = folder.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(each, place);
                }
            }
        });
    }

    private static List<Path> inside(Path path) throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.toList();
        }
    }
}
