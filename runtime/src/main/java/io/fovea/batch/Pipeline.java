package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.session.CancelledException;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files one by one, decoding the next while one is worked on. One bad file does not end it. */
final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private Pipeline() {}

    /** Works on the pages of one file. */
    @FunctionalInterface
    interface Work {
        void on(Path file, List<Image> pages, Monitor monitor);
    }

    /**
     * Works on every file.
     *
     * @return the files that could not be done
     * @throws CancelledException if cancelled
     */
    static List<Failure> run(List<Path> files, Monitor monitor, Work work) {
        List<Failure> failures = new ArrayList<>();
        ExecutorService decoder = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "fovea-decoder");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<List<Image>> next = decode(decoder, files, 0);
            for (int i = 0; i < files.size(); i++) {
                monitor.check();
                Path file = files.get(i);
                Future<List<Image>> current = next;
                next = decode(decoder, files, i + 1);
                try {
                    work.on(file, await(current), part(monitor, file, i, files.size()));
                } catch (CancelledException e) {
                    throw e;
                } catch (FoveaException e) {
                    failures.add(new Failure(file, e.getMessage()));
                } catch (OutOfMemoryError e) {
                    failures.add(new Failure(
                            file,
                            "'" + file + "' is too large for the memory that Java was given; give it more with"
                                    + " FOVEA_JAVA_OPTIONS=-Xmx8g, or cut the image into parts."));
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

    private static Future<List<Image>> decode(ExecutorService decoder, List<Path> files, int index) {
        return index < files.size() ? decoder.submit(() -> Image.readPages(files.get(index))) : null;
    }

    private static List<Image> await(Future<List<Image>> images) {
        try {
            return images.get();
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
