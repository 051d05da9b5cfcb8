package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.session.CancelledException;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files one by one, decoding the next while one is worked on. One bad file does not end it. */
final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private Pipeline() {}

    /** Works on what was read of one file. */
    @FunctionalInterface
    interface Work<T> {
        void on(Source source, T read, Monitor monitor);
    }

    /**
     * Works on every file.
     *
     * @param reader is called on another thread, ahead of the work
     * @return the files that could not be done
     * @throws CancelledException if cancelled
     */
    static <T> List<Failure> run(List<Source> files, Function<Source, T> reader, Monitor monitor, Work<T> work) {
        List<Failure> failures = new ArrayList<>();
        ExecutorService decoder = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "fovea-decoder");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<T> next = decode(decoder, files, 0, reader);
            for (int i = 0; i < files.size(); i++) {
                monitor.check();
                Source source = files.get(i);
                Path file = source.file();
                Future<T> current = next;
                next = decode(decoder, files, i + 1, reader);
                try {
                    work.on(source, await(current), part(monitor, file, i, files.size()));
                } catch (CancelledException e) {
                    throw e;
                } catch (FoveaException e) {
                    failures.add(new Failure(file, e.getMessage()));
                } catch (OutOfMemoryError e) {
                    failures.add(new Failure(file, "'" + file + "' is too large for the memory that Java was given."));
                } catch (RuntimeException e) {
                    LOG.error("{} failed", file, e);
                    failures.add(
                            new Failure(file, "'" + file + "' failed unexpectedly: " + e + "; the log says more."));
                }
                monitor.report((i + 1.0) / files.size(), file.getFileName().toString());
            }
        } finally {
            decoder.shutdownNow();
        }
        return failures;
    }

    private static <T> Future<T> decode(
            ExecutorService decoder, List<Source> files, int index, Function<Source, T> reader) {
        return index < files.size() ? decoder.submit(() -> reader.apply(files.get(index))) : null;
    }

    private static <T> T await(Future<T> read) {
        try {
            return read.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // reading throws nothing checked
        }
    }

    private static Monitor part(Monitor whole, Path file, int index, int count) {
        String name = file.getFileName() + " (" + (index + 1) + " of " + count + ")";
        return Monitor.of(
                (fraction, message) -> whole.report((index + fraction) / count, name + ", " + message), whole);
    }
}
