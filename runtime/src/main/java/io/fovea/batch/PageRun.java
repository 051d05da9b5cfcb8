package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A batch over the pages of files that makes a table. Bad files are reported and the others are done; the rows of a file
 * count once all its pages are done.
 *
 * @param <R> a row of the table
 */
final class PageRun<R> {
    private static final long NANOS_BETWEEN_TABLES = 30_000_000_000L;

    private final Stems stems;
    private final Work<R> work;
    private final Consumer<List<R>> table;
    private final List<R> rows = new ArrayList<>();
    private long lastTable = System.nanoTime();

    /**
     * A page of a file.
     *
     * @param name the file's; for a page of several, with {@code #page} from 1
     * @param stem what its results' names begin with, in this batch its alone
     */
    record Page(Path file, String name, String stem, Image image) {}

    /** Makes the rows of a page. */
    @FunctionalInterface
    interface Work<R> {
        List<R> on(Page page, Monitor monitor);
    }

    private PageRun(List<Path> files, Work<R> work, Consumer<List<R>> table) {
        this.stems = new Stems(files);
        this.work = work;
        this.table = table;
    }

    /**
     * Works on every page of every file.
     *
     * @param table writes the rows; called now and then, and at the end however that comes, unless no file could be done
     * @throws io.fovea.session.CancelledException if cancelled
     * @throws io.fovea.DiskFullException if a result does not fit on its disk
     */
    static <R> Report<R> run(List<Path> files, Monitor monitor, Work<R> work, Consumer<List<R>> table) {
        PageRun<R> run = new PageRun<>(files, work, table);
        List<Failure> failures;
        try {
            failures = Pipeline.run(files, monitor, run::pages);
        } catch (RuntimeException | Error e) {
            run.writeTableBefore(e);
            throw e;
        }
        if (failures.size() < files.size()) {
            run.writeTable();
        }
        return new Report<>(files.size() - failures.size(), run.rows, failures);
    }

    /** Writes the table of what was done before {@code end}, which is what is told, whatever comes of this. */
    private void writeTableBefore(Throwable end) {
        try {
            writeTable();
        } catch (FoveaException e) {
            end.addSuppressed(e);
        }
    }

    private void pages(Path file, List<Image> images, Monitor monitor) {
        List<String> names = stems.of(file, images.size());
        List<R> done = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            String name = file.getFileName() + (images.size() == 1 ? "" : "#" + (i + 1));
            double before = i;
            Monitor part = Monitor.of(
                    (fraction, message) -> monitor.report((before + fraction) / images.size(), message), monitor);
            done.addAll(work.on(new Page(file, name, names.get(i), images.get(i)), part));
        }
        rows.addAll(done);
        if (System.nanoTime() - lastTable > NANOS_BETWEEN_TABLES) {
            writeTable(); // a long batch that is killed leaves the table of what it did
        }
    }

    private void writeTable() {
        table.accept(rows);
        lastTable = System.nanoTime();
    }
}
