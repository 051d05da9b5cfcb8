package io.fovea.spark;

import io.fovea.AtomicFolder;
import io.fovea.FoveaException;
import io.fovea.batch.FilePart;
import io.fovea.batch.FileStore;
import io.fovea.batch.PartOrder;
import io.fovea.batch.PartWorker;
import io.fovea.session.CancelledException;
import io.fovea.task.Monitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does files that lie in a store, or whose results go to one, by copies on this machine: some are fetched while one is in work. */
final class StoreErrand {
    private static final Logger LOG = LoggerFactory.getLogger(StoreErrand.class);

    private static final long SECONDS_TO_END = 30;

    /** How many are fetched ahead: stores take long to answer, and answer many at once. */
    private static final int AHEAD = 4;

    private final HadoopStore store;
    private final PartWorker worker;
    private final PartOrder order;

    StoreErrand(HadoopStore store, PartWorker worker, PartOrder order) {
        this.store = store;
        this.worker = worker;
        this.order = order;
    }

    /** Whether files, or their results, are reached by addresses. */
    static boolean isOne(PartOrder order, List<FilePart> parts) {
        return FileStore.isAddress(order.output())
                || parts.stream().anyMatch(part -> FileStore.isAddress(part.place()));
    }

    /**
     * Does them. Blocks. One that cannot be had is in its line.
     *
     * @throws FoveaException if a result cannot be put into the store
     */
    List<String> run(List<FilePart> parts, Monitor monitor) {
        ExecutorService fetching = Executors.newFixedThreadPool(AHEAD, task -> {
            Thread thread = new Thread(task, "fovea-fetch");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Path folder = Files.createTempDirectory("fovea-files-");
            try {
                return run(parts, folder, fetching, monitor);
            } finally {
                end(fetching);
                AtomicFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new FoveaException(
                    "Copies of files cannot be kept in '" + System.getProperty("java.io.tmpdir") + "': "
                            + e.getMessage() + ".",
                    e);
        }
    }

    private List<String> run(List<FilePart> parts, Path folder, ExecutorService fetching, Monitor monitor)
            throws IOException {
        Queue<Future<Path>> copies = new ArrayDeque<>();
        List<String> lines = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < parts.size(); i++) {
            for (; next < parts.size() && next <= i + AHEAD; next++) {
                copies.add(fetching.submit(fetch(parts.get(next), folder.resolve("in-" + next))));
            }
            Path results = folder.resolve("out-" + i);
            lines.addAll(run(parts.get(i), copies.remove(), results, monitor));
            Path copy = folder.resolve("in-" + i);
            if (Files.exists(copy)) {
                AtomicFolder.delete(copy);
            }
        }
        return lines;
    }

    /** Nothing is copied any more when this comes back, so that what was copied can go. */
    private static void end(ExecutorService fetching) {
        fetching.shutdownNow();
        try {
            if (!fetching.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.debug("A file is still copied");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Callable<Path> fetch(FilePart part, Path folder) {
        return () -> FileStore.isAddress(part.place())
                ? store.fetch(part.place(), Files.createDirectories(folder))
                : Path.of(part.place());
    }

    private List<String> run(FilePart part, Future<Path> copy, Path results, Monitor monitor) {
        Path file;
        try {
            file = copy.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancelledException cause) {
                throw cause;
            }
            if (e.getCause() instanceof FoveaException cause) {
                return List.of(worker.failed(part, cause.getMessage()));
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
        if (!FileStore.isAddress(order.output())) {
            return worker.run(part, file, Path.of(order.output()), monitor);
        }
        List<String> lines = worker.run(part, file, results, monitor);
        store.put(results, order.output());
        try {
            AtomicFolder.delete(results);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
