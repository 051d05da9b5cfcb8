package io.fovea.batch;

import io.fovea.DiskFullException;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.task.Monitor;
import io.fovea.task.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch over the pages of files that makes a table. Bad files are reported and the others are done; the rows of a file
 * count once all its pages are done. Whatever the threads, rows and failures are in the order of the files.
 *
 * @param <R> a row of the table
 */
final class PageRun<R> {
    private static final Logger LOG = LoggerFactory.getLogger(PageRun.class);
    private static final long NANOS_BETWEEN_TABLES = 30_000_000_000L;

    /** How many times as long as it took to write a table goes by before the next one: a long one takes its time. */
    private static final long PAUSES = 20;

    private final Inputs inputs;
    private final Consumer<Report<R>> table;
    private final long nanosBetween;
    private final FileRun<R>[] files;
    private int done;
    private long nextTable;

    /**
     * A page of a file.
     *
     * @param name the file's; for a page of several, with {@code #} and its number, or its channel, slice and frame
     * @param stem what its results' names begin with, in this batch its alone
     * @param index its place among the pages that are meant, from 0
     * @param count how many those are
     * @param state of the file as it was opened
     * @param around what the file says beside the image; may be asked while the page is in work
     */
    record Page(
            Source source,
            String name,
            String stem,
            int index,
            int count,
            InputState state,
            PagePixels pixels,
            Surroundings around) {

        /** All pixels. */
        Image image() {
            return pixels.image();
        }

        /** By what the same work on the same page is known again. */
        String work(String run) {
            return run + " " + state.id();
        }
    }

    /** Makes the rows of a page. Called by several threads at once. */
    @FunctionalInterface
    interface Work<R> {
        List<R> on(Page page, Monitor monitor);
    }

    /**
     * Works on every page of every file, one after the other, in their order: for work that has all cores anyway.
     *
     * @return the rows of files that were done whole
     * @throws io.fovea.session.CancelledException if cancelled
     */
    static <R> Report<R> inTurn(Inputs inputs, Monitor monitor, Work<R> work) {
        return run(inputs, BatchPlan.USUAL.with(1), Ledger.none(), monitor, work, report -> {});
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private PageRun(Inputs inputs, Consumer<Report<R>> table, long nanosBetween) {
        this.inputs = inputs;
        this.table = table;
        this.nanosBetween = nanosBetween;
        this.files = new FileRun[inputs.sources().size()];
        this.nextTable = System.nanoTime() + nanosBetween;
    }

    /**
     * Works on every page of every file on as many threads as there are cores.
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
        return run(
                inputs,
                BatchPlan.USUAL,
                Ledger.none(),
                monitor,
                work,
                report -> {
                    if (report.done() > 0) {
                        table.accept(report.rows());
                    }
                },
                nanosBetween);
    }

    /**
     * Works on every page of every file that the plan has and that is not done already.
     *
     * @param ledger knows what is done
     * @param table writes what came of all files so far, of which there may be none; called as the other
     */
    static <R> Report<R> run(
            Inputs inputs, BatchPlan plan, Ledger<R> ledger, Monitor monitor, Work<R> work, Consumer<Report<R>> table) {
        return run(inputs, plan, ledger, monitor, work, table, NANOS_BETWEEN_TABLES);
    }

    private static <R> Report<R> run(
            Inputs inputs,
            BatchPlan plan,
            Ledger<R> ledger,
            Monitor monitor,
            Work<R> work,
            Consumer<Report<R>> table,
            long nanosBetween) {
        // Names are given before files are shared out: they are the same in every share.
        Stems stems = new Stems(inputs.sources());
        Inputs share = inputs.share(plan.shard());
        PageRun<R> run = new PageRun<>(share, table, nanosBetween);
        Pipeline<R> pipeline = new Pipeline<>(share, stems, plan.workers(), ledger, work, run::ended);
        try {
            pipeline.run(monitor);
        } catch (RuntimeException | Error e) {
            run.writeTableBefore(e);
            throw e;
        }
        Report<R> report = run.report();
        table.accept(report);
        return report;
    }

    /** Writes the table of what was done before {@code end}, which is what is told, whatever comes of this. */
    private void writeTableBefore(Throwable end) {
        try {
            table.accept(report());
        } catch (FoveaException e) {
            end.addSuppressed(e);
        }
    }

    private synchronized void ended(FileRun<R> file) {
        files[file.index()] = file;
        if (file.failure().isEmpty()) {
            done++;
        }
        if (done > 0 && System.nanoTime() - nextTable > 0) {
            tryTable(); // a long batch that is killed leaves the table of what it did
        }
    }

    /** No image has failed because another program holds the table just now. */
    private void tryTable() {
        long begin = System.nanoTime();
        try {
            table.accept(report());
        } catch (DiskFullException e) {
            throw e;
        } catch (FoveaException e) {
            LOG.debug("the table could not be written for now", e);
        }
        long end = System.nanoTime();
        nextTable = end + Math.max(nanosBetween, PAUSES * (end - begin));
    }

    private synchronized Report<R> report() {
        List<R> rows = new ArrayList<>();
        List<Failure> failures = new ArrayList<>(inputs.failures());
        for (FileRun<R> file : files) {
            if (file != null) {
                file.failure().ifPresentOrElse(failures::add, () -> rows.addAll(file.rows()));
            }
        }
        return new Report<>(done, rows, failures);
    }
}
