package io.fovea.spark;

import io.fovea.FoveaException;
import io.fovea.batch.FileStore;
import io.fovea.batch.Inputs;
import io.fovea.session.CancelledException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.SparkSession;

/** Every store that Hadoop's FileSystem has a connector for, as settings of Spark that begin with {@code spark.hadoop.} say. */
final class HadoopStore implements FileStore {
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
        return new FoveaException("'" + place + "' cannot be reached: " + SparkFailure.told(e) + ".", e);
    }

    @Override
    public Inputs find(List<String> addresses, boolean subfolders) {
        StoreSearch search = new StoreSearch(settings, subfolders);
        for (String address : addresses) {
            try {
                search.add(address);
            } catch (IOException e) {
                throw unreachable(address, e);
            }
        }
        return search.found();
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
                Path root = StoreSearch.literal(system(in).makeQualified(in));
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
            Optional<FileStatus> there = StoreSearch.status(system, place);
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
