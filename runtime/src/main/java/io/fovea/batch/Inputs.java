package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.image.Formats;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The image files that a user means. */
public final class Inputs {
    private static final String WILD = "*?[{";

    private Inputs() {}

    /**
     * Expands files, folders (their image files, not their sub-folders) and globs ({@code *}, {@code ?}, {@code **},
     * {@code {a,b}}) to files, sorted by path, each once. Folders and globs pass over names that begin with a dot. A file
     * named as such is taken whatever its suffix, even if it is missing: the batch then names it as failed.
     *
     * @throws FoveaException if a folder has no images or a glob no matches
     */
    public static List<Path> expand(List<String> inputs) {
        List<Path> files = new ArrayList<>();
        for (String input : inputs) {
            files.addAll(expand(input));
        }
        return files.stream().distinct().sorted().toList();
    }

    private static List<Path> expand(String input) {
        try {
            Path literal = literal(input);
            if (literal != null && Files.isDirectory(literal)) {
                return imagesIn(literal);
            }
            boolean wild = input.chars().anyMatch(c -> WILD.indexOf(c) >= 0);
            if (literal != null && (!wild || Files.exists(literal))) {
                return List.of(literal.normalize());
            }
            return matching(input);
        } catch (IOException | UncheckedIOException e) {
            throw new FoveaException("'" + input + "' cannot be searched for images: " + e.getMessage() + ".", e);
        }
    }

    private static List<Path> imagesIn(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> images =
                    entries.filter(Inputs::looksLikeImage).map(Path::normalize).toList();
            if (images.isEmpty()) {
                throw new FoveaException("The folder '" + folder + "' has no images (" + Formats.names() + ").");
            }
            return images;
        }
    }

    /** Whether this is a file whose name ends like an image's and does not begin with a dot. */
    public static boolean looksLikeImage(Path file) {
        return !isHidden(file) && Formats.isNamedLikeImage(file) && Files.isRegularFile(file);
    }

    /** A file's name without its suffix; a dot at its beginning begins none. */
    public static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    /** Walks from the deepest folder that is named without wildcards. */
    private static List<Path> matching(String glob) throws IOException {
        String pattern = glob.replace(File.separatorChar, '/');
        int wild = 0;
        while (WILD.indexOf(pattern.charAt(wild)) < 0) {
            wild++;
        }
        int cut = pattern.lastIndexOf('/', wild) + 1;
        String rest = pattern.substring(cut);
        Path root = Path.of(pattern.substring(0, cut));
        int depth = rest.contains("**") ? Integer.MAX_VALUE : rest.split("/").length;
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
        List<Path> files = List.of();
        if (Files.isDirectory(root)) {
            try (Stream<Path> walk = Files.walk(root, depth)) {
                files = walk.filter(file ->
                                matcher.matches(root.relativize(file)) && !isHidden(file) && Files.isRegularFile(file))
                        .map(Path::normalize)
                        .toList();
            }
        }
        if (files.isEmpty()) {
            throw new FoveaException("No file matches '" + glob + "'.");
        }
        return files;
    }

    /** The path, or null for what can be none on this system, such as a glob on Windows. */
    private static Path literal(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
