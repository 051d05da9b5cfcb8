package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.image.Formats;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the files that a user means by files, folders and globs. The same file by two paths is one. */
final class FileSearch {
    private final int depth;
    private final List<Path> roots = new ArrayList<>();
    private final Map<Path, Found> found = new LinkedHashMap<>();
    private final Set<Failure> failures = new LinkedHashSet<>();

    /**
     * A file.
     *
     * @param file as a user would write it
     * @param place the same, absolute
     */
    record Found(Path file, Path place) {}

    FileSearch(boolean subfolders) {
        depth = subfolders ? Integer.MAX_VALUE : 1;
    }

    /** The folders given, and those that the files and globs given begin in; absolute. */
    List<Path> roots() {
        return roots;
    }

    /** The files, in no order. */
    Collection<Found> found() {
        return found.values();
    }

    /** Folders that cannot be read, and images that are links to nothing. */
    Collection<Failure> failures() {
        return failures;
    }

    /**
     * Adds the files that one word means.
     *
     * @throws FoveaException if it means none
     */
    void add(String input) {
        if (input.isBlank()) {
            throw new FoveaException("One of the inputs is empty; give a file, a folder or a pattern.");
        }
        try {
            Path literal = literal(input);
            if (literal != null && Files.isDirectory(literal) && !Formats.isImageFolder(literal)) {
                addFolder(literal);
            } else if (literal != null && (!Glob.isWild(input) || Files.exists(literal))) {
                addFile(literal);
            } else {
                addMatches(Glob.parse(input));
            }
        } catch (AccessDeniedException e) {
            throw new FoveaException("'" + input + "' cannot be searched for images: check that you may read it.", e);
        } catch (IOException e) {
            throw new FoveaException("'" + input + "' cannot be searched for images: " + e.getMessage() + ".", e);
        }
    }

    /** Adds a file named as such. */
    void add(Path file) {
        try {
            addFile(file);
        } catch (IOException e) {
            throw new FoveaException("'" + file + "' cannot be found: " + e.getMessage() + ".", e);
        }
    }

    private void addFile(Path given) throws IOException {
        Path file = withoutDots(given);
        Path place = place(given);
        roots.add(place.getParent());
        put(file, place, Files.exists(file) ? file.toRealPath() : place);
    }

    private void addFolder(Path given) throws IOException {
        Path folder = withoutDots(given);
        Path place = place(given);
        roots.add(place);
        FolderWalk walk = FolderWalk.from(folder, depth, true);
        if (!putImages(walk, folder, place) && walk.failures().isEmpty()) {
            boolean unsearched = depth == 1 && !walk.folders().isEmpty();
            throw new FoveaException("The folder '" + given + "' has no images (" + Formats.names() + ")"
                    + (unsearched ? " beside its subfolders, which are not searched." : "."));
        }
    }

    private boolean putImages(FolderWalk walk, Path folder, Path place) {
        failures.addAll(walk.failures());
        boolean any = false;
        for (FolderWalk.Entry entry : walk.files()) {
            if (entry.isNamedLikeImage()) {
                put(entry.path(), place.resolve(folder.relativize(entry.path())), entry.real());
                any = true;
            }
        }
        return any;
    }

    private void addMatches(Glob glob) throws IOException {
        Glob.Matches matches = glob.find();
        Path place = place(glob.root());
        roots.add(place);
        failures.addAll(matches.failures());
        for (FolderWalk.Entry entry : matches.files()) {
            put(entry.path(), place.resolve(glob.root().relativize(entry.path())), entry.real());
        }
        boolean any = !matches.files().isEmpty();
        for (Path folder : matches.folders()) {
            any |= putImages(
                    FolderWalk.from(folder, depth, true),
                    folder,
                    place.resolve(glob.root().relativize(folder)));
        }
        if (!any && matches.failures().isEmpty()) {
            throw new FoveaException("No file matches '" + glob.text() + "'.");
        }
    }

    /** Of two paths to a file the one that is no link counts, or else the first. */
    private void put(Path file, Path place, Path real) {
        Found one = new Found(file, place);
        if (place.equals(real)) {
            found.put(real, one);
        } else {
            found.putIfAbsent(real, one);
        }
    }

    /** An absolute path to the same file, without {@code .} and {@code ..}. */
    private static Path place(Path path) throws IOException {
        Path plain = path.toAbsolutePath().normalize();
        return Files.exists(path) && !leadsTo(plain, path) ? path.toRealPath() : plain;
    }

    /** The same path, shorter if it can be. */
    private static Path withoutDots(Path path) throws IOException {
        Path plain = path.normalize();
        return Files.exists(path) && !leadsTo(plain, path) ? path : plain;
    }

    /** Whether leaving out {@code folder/..} led elsewhere, as it does where the folder is a link. */
    private static boolean leadsTo(Path plain, Path path) throws IOException {
        return Files.exists(plain) && Files.isSameFile(plain, path);
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
