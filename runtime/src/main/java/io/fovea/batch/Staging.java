package io.fovea.batch;

import io.fovea.AtomicFolder;
import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps journal, tables and report of a run here until it ends: a store takes files as a whole. */
final class Staging implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);

    private final FileStore store;
    private final String address;
    private final Path folder;

    private Staging(FileStore store, String address, Path folder) {
        this.store = store;
        this.address = address;
        this.folder = folder;
    }

    /**
     * Makes an empty folder.
     *
     * @param address where its files go in the end
     */
    static Staging of(FileStore store, String address) {
        try {
            return new Staging(store, address, Files.createTempDirectory("fovea-results-"));
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot make a folder in '" + System.getProperty("java.io.tmpdir")
                            + "'; point java.io.tmpdir to one that can be written.",
                    e);
        }
    }

    /**
     * Does something whose results go to a place.
     *
     * @param place a folder's path, or the address of one in which there is nothing
     * @param work is given the folder for journal, tables and report, and where other results go, as an absolute path or an address
     */
    static <T> T at(Machines machines, String place, BiFunction<Path, String, T> work) {
        if (!FileStore.isAddress(place)) {
            Path folder = Path.of(place);
            return work.apply(folder, folder.toAbsolutePath().toString());
        }
        machines.store().requireFree(place);
        try (Staging staging = of(machines.store(), place)) {
            return work.apply(staging.folder(), place);
        }
    }

    /** A journal alone tells of nothing that was done, and would be in the way of the next run. */
    private boolean holdsResults() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> !BatchFiles.isJournal(file));
        } catch (IOException e) {
            throw new FoveaException("'" + folder + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }

    Path folder() {
        return folder;
    }

    /**
     * Puts all of it into the store.
     *
     * @throws FoveaException if that fails: what was to go there then stays here, at a place that is named
     */
    @Override
    public void close() {
        try {
            if (holdsResults()) {
                store.put(folder, address);
            }
        } catch (FoveaException e) {
            throw new FoveaException(
                    e.getMessage() + " Journal, tables and report of this run lie in '" + folder + "'.", e);
        }
        try {
            AtomicFolder.delete(folder);
        } catch (IOException e) {
            LOG.debug("{} stays", folder, e);
        }
    }
}
