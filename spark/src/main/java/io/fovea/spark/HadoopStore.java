package io.fovea.spark;

import io.fovea.FoveaException;
import io.fovea.batch.Failure;
import io.fovea.batch.FileStore;
import io.fovea.batch.Inputs;
import io.fovea.batch.StoredFile;
import io.fovea.image.Formats;
import io.fovea.session.CancelledException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.SparkSession;

/** Every store that Hadoop's FileSystem has a connector for, as settings of Spark that begin with {@code spark.hadoop.} say. */
final class HadoopStore implements FileStore {
    private static final String ZARR = ".zarr";

    private final Configuration settings;
    private final Supplier<SparkSession> session;

    /**
     * The stores of a driver.
     *
     * @param session asked for where a table is read
     */
    HadoopStore(Configuration settings, Supplier<SparkSession> session) {
        this.settings = settings;
        this.session = session;
    }

    /** An address as Hadoop has it; of a path on this machine its own. */
    static Path path(String place) {
        return FileStore.isAddress(place)
                ? new Path(place)
                : new Path(java.nio.file.Path.of(place).toAbsolutePath().toUri());
    }

    /** The store of an address. Of files on this machine without the sums that Hadoop would lay beside them. */
    static FileSystem system(Path path, Configuration settings) throws IOException {
        FileSystem system = path.getFileSystem(settings);
        return system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
    }

    private FileSystem system(Path path) throws IOException {
        return system(path, settings);
    }

    /** What is told of a store that cannot be read or written. */
    static FoveaException unreachable(String place, IOException e) {
        if (e instanceof UnsupportedFileSystemException) {
            return new FoveaException(
                    "There is no connector for '" + place + "': spark-submit adds the one of its store by --packages,"
                            + " for s3a org.apache.hadoop:hadoop-aws:3.5.0.",
                    e);
        }
        if (e instanceof FileNotFoundException) {
            return new FoveaException("'" + place + "' does not exist; check its address.", e);
        }
        String told = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new FoveaException("'" + place + "' cannot be reached: " + told + ".", e);
    }

    /** What was found so far. */
    private static final class Search {
        private final Map<String, StoredFile> files = new LinkedHashMap<>();
        private final Map<String, Failure> failures = new LinkedHashMap<>();
        private final List<String> roots = new ArrayList<>();

        void add(FileStatus file) {
            String address = file.getPath().toString();
            files.put(
                    address, new StoredFile(address, file.getLen(), Instant.ofEpochMilli(file.getModificationTime())));
        }
    }

    @Override
    public Inputs find(List<String> addresses, boolean subfolders) {
        Search search = new Search();
        for (String address : addresses) {
            try {
                find(address, subfolders, search);
            } catch (IOException e) {
                throw unreachable(address, e);
            }
        }
        return Inputs.stored(search.files.values(), search.roots, List.copyOf(search.failures.values()));
    }

    private void find(String address, boolean subfolders, Search search) throws IOException {
        if (!FileStore.isAddress(address)) {
            throw new FoveaException(
                    "'" + address
                            + "' is a path, and others are addresses such as hdfs:/plates; give all inputs as addresses (file:/plates), or none.");
        }
        Path given = path(address);
        FileSystem system = system(given);
        Path place = system.makeQualified(given);
        Optional<FileStatus> there = status(system, place);
        if (there.isEmpty() && address.matches(".*[*?\\[{].*")) {
            findMatches(system, place, subfolders, search);
        } else if (there.isPresent() && there.get().isDirectory()) {
            search.roots.add(place.toString());
            if (!addFolder(system, place, subfolders, search)) {
                throw new FoveaException("The folder '" + address + "' has no images.");
            }
        } else {
            search.roots.add(place.getParent().toString());
            // One that is not there is named as failed when its turn comes.
            search.add(there.orElseGet(() -> new FileStatus(0, false, 1, 0, 0, place)));
        }
    }

    private static Optional<FileStatus> status(FileSystem system, Path place) throws IOException {
        try {
            return Optional.of(system.getFileStatus(place));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private static void findMatches(FileSystem system, Path pattern, boolean subfolders, Search search)
            throws IOException {
        FileStatus[] matches = Optional.ofNullable(system.globStatus(pattern)).orElse(new FileStatus[0]);
        Path root = literal(pattern);
        search.roots.add(root.toString());
        boolean any = false;
        for (FileStatus match : matches) {
            if (isHidden(match.getPath(), root)) {
                continue;
            }
            any |= match.isDirectory()
                    ? addFolder(system, match.getPath(), subfolders, search)
                    : add(match, root, search);
        }
        if (!any) {
            throw new FoveaException("No image matches '" + pattern + "'.");
        }
    }

    /** The folder that all matches of a pattern lie in; a path itself. */
    private static Path literal(Path pattern) {
        Path root = pattern;
        while (root.toString().matches(".*[*?\\[{].*")) {
            root = root.getParent();
        }
        return root;
    }

    /** Adds the images of a folder; says whether there are any, or anything that was to be told. */
    private static boolean addFolder(FileSystem system, Path folder, boolean subfolders, Search search)
            throws IOException {
        boolean any = false;
        if (!subfolders) {
            for (FileStatus each : system.listStatus(folder)) {
                any |= each.isFile() && add(each, folder, search);
            }
            return any;
        }
        RemoteIterator<LocatedFileStatus> files = system.listFiles(folder, true);
        while (files.hasNext()) {
            any |= add(files.next(), folder, search);
        }
        return any;
    }

    private static boolean add(FileStatus file, Path root, Search search) {
        if (isHidden(file.getPath(), root)) {
            return false;
        }
        for (Path above = file.getPath(); !above.equals(root); above = above.getParent()) {
            if (above.getName().endsWith(ZARR)) {
                String image = above.toString();
                search.failures.putIfAbsent(
                        image,
                        new Failure(
                                java.nio.file.Path.of(image),
                                "'" + image + "' is OME-Zarr, which is not read from a store; mount it, or copy it."));
                return true;
            }
        }
        if (!isImage(file.getPath().getName())) {
            return false;
        }
        search.add(file);
        return true;
    }

    private static boolean isHidden(Path file, Path root) {
        for (Path above = file; !above.equals(root); above = above.getParent()) {
            if (above.getName().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isImage(String name) {
        return Formats.isNamedLikeImage(java.nio.file.Path.of(name));
    }

    @Override
    public List<String> column(String table, String column) {
        return new SparkTables(session, settings).column(table, column);
    }

    @Override
    public void requireTable(String place) {
        new SparkTables(session, settings).require(place);
    }

    @Override
    public void requireApart(String folder, List<String> inputs) {
        for (String input : inputs) {
            try {
                Path in = path(input);
                Path root = literal(system(in).makeQualified(in));
                Path out = path(folder);
                Path above = system(out).makeQualified(out);
                while (above != null && !above.equals(root)) {
                    above = above.getParent();
                }
                if (above != null) {
                    throw new FoveaException("The results would go to '" + folder + "', which lies in the input '"
                            + input + "'; give another folder, so that they are not taken for images later.");
                }
            } catch (IOException e) {
                throw unreachable(input, e);
            }
        }
    }

    @Override
    public void requireFree(String address) {
        try {
            Path place = path(address);
            FileSystem system = system(place);
            Optional<FileStatus> there = status(system, place);
            if (there.isPresent() && (there.get().isFile() || system.listStatus(place).length > 0)) {
                throw new FoveaException("There is something at '" + address
                        + "' already, and results in a store take the place of nothing; give another place.");
            }
        } catch (IOException e) {
            throw unreachable(address, e);
        }
    }

    @Override
    public void put(java.nio.file.Path folder, String address) {
        try (Stream<java.nio.file.Path> all = Files.walk(folder)) {
            for (java.nio.file.Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                put(file, path(address + (address.endsWith("/") ? "" : "/") + name));
            }
        } catch (IOException e) {
            throw unreachable(address, e);
        }
    }

    private void put(java.nio.file.Path file, Path place) throws IOException {
        FileSystem system = system(place);
        Path part = StoreRename.beside(place);
        try {
            try (var out = system.create(part, true)) {
                Files.copy(file, out);
            }
            StoreRename.move(system, part, place);
        } finally {
            system.delete(part, true);
        }
    }

    /**
     * Copies a file to this machine, with the time that it has. Blocks.
     *
     * @param folder that it is copied into, by its name
     * @throws FoveaException if that cannot be done
     */
    java.nio.file.Path fetch(String address, java.nio.file.Path folder) {
        try {
            Path place = path(address);
            FileSystem system = system(place);
            FileStatus status = system.getFileStatus(place);
            java.nio.file.Path copy = folder.resolve(place.getName());
            try (var in = system.open(place)) {
                Files.copy(in, copy);
            }
            Files.setLastModifiedTime(copy, FileTime.fromMillis(status.getModificationTime()));
            return copy;
        } catch (SocketTimeoutException e) {
            throw unreachable(address, e);
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (IOException e) {
            throw unreachable(address, e);
        }
    }
}
