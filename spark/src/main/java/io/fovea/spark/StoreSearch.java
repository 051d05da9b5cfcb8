package io.fovea.spark;

import io.fovea.FoveaException;
import io.fovea.batch.Failure;
import io.fovea.batch.FileStore;
import io.fovea.batch.Inputs;
import io.fovea.batch.StoredFile;
import io.fovea.image.Formats;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Looks for images in stores: files, folders and patterns, given by their addresses. Names that begin with a dot are passed over. */
final class StoreSearch {
    private static final String ZARR = ".zarr";
    private static final Pattern WILD = Pattern.compile("[*?\\[{]");

    private final Configuration settings;
    private final boolean subfolders;
    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private final Map<String, Failure> failures = new LinkedHashMap<>();
    private final List<String> roots = new ArrayList<>();

    StoreSearch(Configuration settings, boolean subfolders) {
        this.settings = settings;
        this.subfolders = subfolders;
    }

    /** What was found so far. */
    Inputs found() {
        return Inputs.stored(files.values(), roots, List.copyOf(failures.values()));
    }

    /**
     * Looks at an address. Blocks.
     *
     * @throws FoveaException if it means no image
     * @throws IOException if its store cannot be read
     */
    void add(String address) throws IOException {
        if (!FileStore.isAddress(address)) {
            throw new FoveaException(
                    "'" + address
                            + "' is a path, and others are addresses such as hdfs:/plates; give all inputs as addresses (file:/plates), or none.");
        }
        Path given = HadoopStore.path(address);
        FileSystem system = HadoopStore.system(given, settings);
        Path place = system.makeQualified(given);
        Optional<FileStatus> there = status(system, place);
        if (there.isEmpty() && isPattern(address)) {
            addMatches(system, place);
        } else if (there.isPresent() && there.get().isDirectory()) {
            roots.add(place.toString());
            if (!addFolder(system, place)) {
                throw new FoveaException("The folder '" + address + "' has no images.");
            }
        } else {
            roots.add(place.getParent().toString());
            // One that is not there is named as failed when its turn comes.
            add(there.orElseGet(() -> new FileStatus(0, false, 1, 0, 0, place)));
        }
    }

    /** What lies at a place, if anything. */
    static Optional<FileStatus> status(FileSystem system, Path place) throws IOException {
        try {
            return Optional.of(system.getFileStatus(place));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private static boolean isPattern(String text) {
        return WILD.matcher(text).find();
    }

    /** The folder that all matches of a pattern lie in; a path itself. */
    static Path literal(Path pattern) {
        Path root = pattern;
        while (isPattern(root.toString())) {
            root = root.getParent();
        }
        return root;
    }

    private void addMatches(FileSystem system, Path pattern) throws IOException {
        FileStatus[] matches = Optional.ofNullable(system.globStatus(pattern)).orElse(new FileStatus[0]);
        Path root = literal(pattern);
        roots.add(root.toString());
        boolean any = false;
        for (FileStatus match : matches) {
            if (!isHidden(match.getPath(), root)) {
                any |= match.isDirectory() ? addFolder(system, match.getPath()) : addBelow(root, match);
            }
        }
        if (!any) {
            throw new FoveaException("No image matches '" + pattern + "'.");
        }
    }

    /** Adds the images of a folder; says whether there are any, or anything that was to be told. */
    private boolean addFolder(FileSystem system, Path folder) throws IOException {
        boolean any = false;
        if (!subfolders) {
            for (FileStatus each : system.listStatus(folder)) {
                any |= each.isFile() && addBelow(folder, each);
            }
            return any;
        }
        RemoteIterator<LocatedFileStatus> all = system.listFiles(folder, true);
        while (all.hasNext()) {
            any |= addBelow(folder, all.next());
        }
        return any;
    }

    private boolean addBelow(Path root, FileStatus file) {
        if (isHidden(file.getPath(), root)) {
            return false;
        }
        for (Path above = file.getPath(); !above.equals(root); above = above.getParent()) {
            if (above.getName().endsWith(ZARR)) {
                String image = above.toString();
                failures.putIfAbsent(
                        image,
                        new Failure(
                                java.nio.file.Path.of(image),
                                "'" + image + "' is OME-Zarr, which is not read from a store; mount it, or copy it."));
                return true;
            }
        }
        if (!Formats.isNamedLikeImage(java.nio.file.Path.of(file.getPath().getName()))) {
            return false;
        }
        add(file);
        return true;
    }

    private void add(FileStatus file) {
        String address = file.getPath().toString();
        files.put(address, new StoredFile(address, file.getLen(), Instant.ofEpochMilli(file.getModificationTime())));
    }

    private static boolean isHidden(Path file, Path root) {
        for (Path above = file; !above.equals(root); above = above.getParent()) {
            if (above.getName().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
