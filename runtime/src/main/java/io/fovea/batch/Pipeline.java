package io.fovea.batch;

import io.fovea.DiskFullException;
import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.session.CancelledException;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files one by one, decoding the next while one is worked on. One bad file does not end it. */
final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private Pipeline() {}

    /** Works on the pages of one file. */
    @FunctionalInterface
    interface Work {
        void on(Source source, PageStream pages, Monitor monitor);
    }

    /**
     * Works on every file.
     *
     * @param choice which pages of them
     * @return the files that could not be done
     * @throws CancelledException if cancelled
     * @throws DiskFullException if a result does not fit on its disk: no later one would
     */
    static List<Failure> run(List<Source> files, PageChoice choice, Monitor monitor, Work work) {
        List<Failure> failures = new ArrayList<>();
        ExecutorService decoder = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "fovea-decoder");
            thread.setDaemon(true);
            return thread;
        });
        Future<PageStream> next = open(decoder, files, 0, choice);
        try {
            for (int i = 0; i < files.size(); i++) {
                monitor.check();
                Source source = files.get(i);
                Path file = source.file();
                Future<PageStream> current = next;
                next = open(decoder, files, i + 1, choice);
                try (PageStream pages = PageStream.await(current)) {
                    work.on(source, pages, part(monitor, file, i, files.size()));
                } catch (CancelledException | DiskFullException e) {
                    throw e;
                } catch (FoveaException e) {
                    failures.add(new Failure(file, e.getMessage()));
                } catch (OutOfMemoryError e) {
                    failures.add(new Failure(
                            file,
                            "'" + file + "' is too large for the memory that Java has left; " + HeapLimit.remedy()
                                    + ", or cut the image into parts."));
                } catch (RuntimeException e) {
                    LOG.debug("{} failed", file, e);
                    failures.add(new Failure(
                            file, "'" + file + "' failed unexpectedly: " + e + "; --debug, or the log, says more."));
                }
                monitor.report((i + 1.0) / files.size(), file.getFileName().toString());
            }
        } finally {
            end(decoder, next);
        }
        return failures;
    }

    private static Future<PageStream> open(ExecutorService decoder, List<Source> files, int index, PageChoice choice) {
        return index < files.size() ? decoder.submit(() -> PageStream.open(files.get(index), choice, decoder)) : null;
    }

    /** Closes what was opened ahead and is not wanted any more. */
    private static void end(ExecutorService decoder, Future<PageStream> ahead) {
        if (ahead != null) {
            decoder.execute(() -> {
                try {
                    ahead.get().closeFile();
                } catch (InterruptedException | ExecutionException e) {
                    LOG.debug("what was opened ahead could not be read", e);
                }
            });
        }
        decoder.shutdown();
        try {
            // The callers' files are closed when they go on, but for a page that takes long.
            decoder.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Monitor part(Monitor whole, Path file, int index, int count) {
        String name = file.getFileName() + " (" + (index + 1) + " of " + count + ")";
        return Monitor.of(
                (fraction, message) -> whole.report((index + fraction) / count, name + ", " + message), whole);
    }
}
