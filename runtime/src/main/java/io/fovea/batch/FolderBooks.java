package io.fovea.batch;

import io.fovea.AtomicFolder;
import io.fovea.model.Input;
import io.fovea.task.Monitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a batch into a folder keeps beside the results of single images: journal, tables, what failed, report. */
final class FolderBooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderBooks.class);

    private final OutputFolder folder;
    private final BatchFiles files;
    private final WorkOrder order;
    private final Tables tables;
    private final JournalIndex index = new JournalIndex();
    private final Consumer<List<FolderJob.Row>> table;
    private final FailureTable failures;
    private final Map<Path, String> names;
    private final Optional<Path> report;
    private final Optional<Leftovers> leftovers;
    private final int side;
    private final JournalLedger ledger;

    /**
     * Begins them.
     *
     * @param states of files, with all else that what comes of them depends on, by which they are known again
     * @throws io.fovea.FoveaException if the folder cannot be written, or holds other tables
     */
    FolderBooks(
            Inputs inputs,
            BatchPlan plan,
            BatchFiles files,
            WorkOrder order,
            Tables tables,
            Function<Source, InputState> states) {
        this.files = files;
        this.order = order;
        this.tables = tables;
        folder = OutputFolder.open(files.folder(), inputs);
        table = tables.in(folder, files, index);
        failures = new FailureTable(folder.table(files.failures(), FailureTable.COLUMNS), files.wholeTable());
        // Of a file that is divided a share has one part.
        names = names(inputs.share(plan.shard()));
        report = plan.reports() ? Optional.of(ReportFile.of(files, order.command())) : Optional.empty();
        leftovers = tables.keepsEarlier() ? Optional.empty() : Optional.of(Leftovers.of(folder, files));
        side = ReportPictures.side(inputs.sources().size());
        ledger = JournalLedger.begin(
                folder, files, order, plan, inputs, states, index, tables.stacks(), this::removeLeftovers);
    }

    /** What images go into. */
    Input input() {
        return order.card().input();
    }

    JournalLedger ledger() {
        return ledger;
    }

    /** Writes what was made of a page, and keeps that it is done. */
    List<FolderJob.Row> keep(PageRun.Page page, FolderRun.Made made) {
        Map<String, Long> written =
                folder.write(page.source(), made, page.work(ledger.head().run()));
        removeLeftovers(written.keySet());
        Optional<byte[]> small = report.filter(any -> page.source().part().isEmpty())
                .map(any -> ReportPictures.of(page.pixels(), made.pictures(), side));
        ledger.done(page, written, made, JournalExtras.of(made.details(), small));
        return made.rows();
    }

    /** Takes away what earlier runs wrote beside results that were written anew. */
    void removeLeftovers(Set<String> written) {
        leftovers.ifPresent(all -> all.remove(written));
    }

    /**
     * Takes away what machines that were lost left half-written beside results.
     *
     * @param results by their names in the folder
     */
    void sweep(Set<String> results) {
        Map<Path, Set<String>> byFolder = new HashMap<>();
        for (String name : results) {
            Path place = files.folder().resolve(name);
            byFolder.computeIfAbsent(place.getParent(), any -> new HashSet<>())
                    .add(place.getFileName().toString());
        }
        byFolder.forEach((in, names) -> {
            try {
                AtomicFolder.sweep(in, names);
            } catch (IOException e) {
                LOG.debug("what was left half-written in {} stays there", in, e);
            }
        });
    }

    /** Writes the tables of what came of all files so far. */
    void write(Report<FolderJob.Row> so) {
        if (so.done() > 0) {
            table.accept(so.rows());
        }
        if (so.done() + so.failures().size() > 0) {
            failures.write(missing(so, names));
        }
    }

    /** Writes the report, or takes away that of an earlier run. */
    void end(Report<FolderJob.Row> done, Monitor monitor) {
        if (done.rows().isEmpty()) {
            return;
        }
        report.ifPresent(
                place -> new FolderReport(ledger.head(), done.rows(), missing(done, names), tables.charts(), index)
                        .write(place, monitor));
        if (report.isEmpty() && !tables.keepsEarlier()) {
            ReportFile.remove(files);
        }
    }

    /** What files are called in tables. */
    static Map<Path, String> names(Inputs inputs) {
        Map<Path, String> names = new HashMap<>();
        inputs.sources().forEach(source -> names.put(source.file(), source.name()));
        return names;
    }

    /** What failed, by the names in tables. */
    static List<FailureTable.Missing> missing(Report<?> so, Map<Path, String> names) {
        return so.failures().stream()
                .map(failure -> new FailureTable.Missing(
                        names.getOrDefault(failure.file(), failure.file().toString()), failure.sentence()))
                .toList();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
