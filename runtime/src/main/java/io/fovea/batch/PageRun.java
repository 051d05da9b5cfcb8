package io.fovea.batch;

import io.fovea.DiskFullException;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch over the pages of files that makes a table. Bad files are reported and the others are done; the rows of a file
 * count once all its pages are done.
 *
 * @param <R> a row of the table
 */
final class PageRun<R> {
    private static final Logger LOG = LoggerFactory.getLogger(PageRun.class);
    private static final long NANOS_BETWEEN_TABLES = 30_000_000_000L;

    /** How many times as long as it took to write a table goes by before the next one: a long one takes its time. */
    private static final long PAUSES = 20;

    private final Stems stems;
    private final Work<R> work;
    private final Consumer<List<R>> table;
    private final long nanosBetween;
    private final List<R> rows = new ArrayList<>();
    private long nextTable;

    /**
     * A page of a file.
     *
     * @param name the file's; for a page of several, with {@code #} and its number, or its channel, slice and frame
     * @param stem what its results' names begin with, in this batch its alone
     */
    record Page(Source source, String name, String stem, Image image) {}

    /** Makes the rows of a page. */
    @FunctionalInterface
    interface Work<R> {
        List<R> on(Page page, Monitor monitor);
    }

    private PageRun(List<Source> sources, Work<R> work, Consumer<List<R>> table, long nanosBetween) {
        this.stems = new Stems(sources);
        this.work = work;
        this.table = table;
        this.nanosBetween = nanosBetween;
        this.nextTable = System.nanoTime() + nanosBetween;
    }

    /**
     * Works on every page of every file.
     *
     * @param table writes the rows; called now and then, and at the end however that comes, unless no file could be done:
     *     a table of an earlier run then stays. That it cannot be written counts at the end only
     * @throws FoveaException if the table cannot be written
     * @throws io.fovea.session.CancelledException if cancelled
     * @throws io.fovea.DiskFullException if a result does not fit on its disk
     */
    static <R> Report<R> run(Inputs inputs, Monitor monitor, Work<R> work, Consumer<List<R>> table) {
        return run(inputs, monitor, work, table, NANOS_BETWEEN_TABLES);
    }

    /** The same with a table at least so many nanoseconds after the last one. */
    static <R> Report<R> run(Inputs inputs, Monitor monitor, Work<R> work, Consumer<List<R>> table, long nanosBetween) {
        PageRun<R> run = new PageRun<>(inputs.sources(), work, table, nanosBetween);
        List<Failure> failures;
        try {
            failures = Pipeline.run(inputs.sources(), inputs.pages(), monitor, run::pages);
        } catch (RuntimeException | Error e) {
            run.writeTableBefore(e);
            throw e;
        }
        int done = inputs.sources().size() - failures.size();
        if (done > 0) {
            run.writeTable();
        }
        List<Failure> all = new ArrayList<>(inputs.failures());
        all.addAll(failures);
        return new Report<>(done, run.rows, all);
    }

    /** Writes the table of what was done before {@code end}, which is what is told, whatever comes of this. */
    private void writeTableBefore(Throwable end) {
        if (rows.isEmpty()) {
            return;
        }
        try {
            writeTable();
        } catch (FoveaException e) {
            end.addSuppressed(e);
        }
    }

    private void pages(Source source, PageStream pages, Monitor monitor) {
        List<R> done = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            monitor.check();
            PageStream.Page page = pages.next();
            double before = i;
            Monitor part = Monitor.of(
                    (fraction, message) -> monitor.report((before + fraction) / pages.size(), message), monitor);
            String stem = stems.of(source, page.suffix());
            done.addAll(work.on(new Page(source, page.name(), stem, page.image()), part));
        }
        rows.addAll(done);
        if (System.nanoTime() - nextTable > 0) {
            tryTable(); // a long batch that is killed leaves the table of what it did
        }
    }

    /** No image has failed because another program holds the table just now. */
    private void tryTable() {
        long begin = System.nanoTime();
        try {
            writeTable();
        } catch (DiskFullException e) {
            throw e;
        } catch (FoveaException e) {
            LOG.debug("the table could not be written for now", e);
        }
        long end = System.nanoTime();
        nextTable = end + Math.max(nanosBetween, PAUSES * (end - begin));
    }

    private void writeTable() {
        table.accept(rows);
    }
}
