package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.batch.FileSearch.Found;
import io.fovea.image.Formats;
import io.fovea.model.Input;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The image files that a user means.
 *
 * @param sources the files, each once, sorted by name, folder by folder
 * @param failures folders that cannot be read and links that lead nowhere, in sentences
 * @param earlier names of files that are left out, as they are results of earlier runs
 * @param pages which pages of the files are meant
 */
public record Inputs(List<Source> sources, List<Failure> failures, List<String> earlier, PageChoice pages) {
    private static final int NAMED = 5;
    private static final Comparator<Source> BY_NAME = Comparator.comparing(Source::name, Inputs::compareNames);

    /** Copies the lists. */
    public Inputs {
        sources = List.copyOf(sources);
        failures = List.copyOf(failures);
        earlier = List.copyOf(earlier);
    }

    /** Finds the files of folders with their subfolders, as {@link #find(List, boolean)} does. */
    public static Inputs find(List<String> inputs) {
        return find(inputs, true);
    }

    /**
     * Finds the files that are meant by files, folders (their images) and globs ({@code *}, {@code ?}, {@code **},
     * {@code [a-z]}, {@code {a,b}}; the files and folders that match). Blocks on the disk.
     *
     * <p>Folders and globs pass over names that begin with a dot. A file named as such is taken whatever its suffix, even
     * if it is missing: the batch then names it as failed. The same file by two paths, through links as well, is one.
     * Results of earlier runs are left out where what they were made from is there, too.
     *
     * @param subfolders whether folders are taken with the folders in them
     * @throws FoveaException if an input means no file, or a folder given cannot be read
     */
    public static Inputs find(List<String> inputs, boolean subfolders) {
        FileSearch search = new FileSearch(subfolders);
        inputs.forEach(search::add);
        Set<Found> earlier = EarlierResults.among(search.found());
        Names names = Names.below(search.roots());
        return new Inputs(
                named(
                        search.found().stream()
                                .filter(file -> !earlier.contains(file))
                                .toList(),
                        names),
                List.copyOf(search.failures()),
                named(earlier, names).stream().map(Source::name).toList(),
                PageChoice.ALL);
    }

    /** Files named one by one, all of which are taken. */
    public static Inputs of(Path... files) {
        FileSearch search = new FileSearch(false);
        for (Path file : files) {
            search.add(file);
        }
        return new Inputs(named(search.found(), Names.below(search.roots())), List.of(), List.of(), PageChoice.ALL);
    }

    /**
     * Files in stores, sorted, each once.
     *
     * @param roots addresses of the folders that were given, and of those that the files given lie in
     * @param failures what could not be read
     */
    public static Inputs stored(Collection<StoredFile> files, List<String> roots, List<Failure> failures) {
        Names names = Names.below(roots.stream().map(StoredFile::place).toList());
        List<Source> sources = files.stream()
                .distinct()
                .map(file -> new Source(file, names.of(StoredFile.place(file.address()))))
                .sorted(BY_NAME)
                .toList();
        return new Inputs(sources, failures, List.of(), PageChoice.ALL);
    }

    private static List<Source> named(Collection<Found> files, Names names) {
        return files.stream()
                .map(file -> new Source(file.file(), names.of(file.place())))
                .sorted(BY_NAME)
                .toList();
    }

    /** Puts names in order, folder by folder. */
    static int compareNames(String one, String other) {
        return Arrays.compare(one.split("/"), other.split("/"));
    }

    /** The same files, of which other pages are meant. */
    public Inputs with(PageChoice choice) {
        return new Inputs(sources, failures, earlier, choice);
    }

    /** The same files, for a model: one of several channels is given those of a slice and frame together. */
    public Inputs feeding(Input input) {
        return with(pages.feeding(input));
    }

    /** The files of a share; folders that cannot be read are the first one's. */
    Inputs share(Shard shard) {
        return new Inputs(shard.of(sources), shard.index() == 1 ? failures : List.of(), earlier, pages);
    }

    /** The files alone. */
    public List<Path> files() {
        return sources.stream().map(Source::file).toList();
    }

    /** What a user should know of how these were chosen. */
    public Optional<String> note() {
        if (earlier.isEmpty()) {
            return Optional.empty();
        }
        String some = earlier.stream().limit(NAMED).collect(Collectors.joining(", "));
        int more = Math.max(0, earlier.size() - NAMED);
        return Optional.of("Left out " + (earlier.size() == 1 ? "a result" : earlier.size() + " results")
                + " of earlier runs: " + some + (more > 0 ? " and " + more + " more" : "") + ".");
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

    static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }
}
