package io.fovea.batch;

import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.task.Details;
import io.fovea.task.ImageAddition;
import io.fovea.task.ImageDocument;
import io.fovea.task.Monitor;
import io.fovea.task.ResultFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A batch into a folder, whatever is done to each image: pictures, tables, journal, and what failed. */
final class FolderRun {
    private FolderRun() {}

    /**
     * What is made of a page.
     *
     * @param pictures by their names in the folder
     * @param documents by the same
     * @param folders by the same
     * @param additions to the image itself
     * @param rows what tables say
     * @param details what a further table says
     * @param seconds wall time of the inference, or of the explanation
     */
    record Made(
            Map<String, Image> pictures,
            Map<String, ImageDocument> documents,
            Map<String, ResultFolder> folders,
            List<ImageAddition> additions,
            List<FolderJob.Row> rows,
            Details details,
            double seconds)
            implements AutoCloseable {
        /** Pictures alone. */
        Made(Map<String, Image> pictures, List<FolderJob.Row> rows) {
            this(
                    pictures,
                    Map.of(),
                    Map.of(),
                    List.of(),
                    rows,
                    Details.NONE,
                    rows.stream().mapToDouble(FolderJob.Row::seconds).sum());
        }

        /** Gives back what documents hold outside of Java's memory. */
        @Override
        public void close() {
            documents.values().forEach(ImageDocument::close);
            folders.values().forEach(ResultFolder::close);
        }
    }

    /** Takes a page through the network. What it gives makes pictures and rows, when asked for them once. */
    @FunctionalInterface
    interface Work {
        Supplier<Made> on(PageRun.Page page, Monitor monitor);
    }

    /** Works on all files and writes nothing. */
    static Report<FolderJob.Row> run(Inputs inputs, BatchPlan plan, Monitor monitor, Card card, Work work) {
        Work bounded = bounded(work, card.input());
        return PageRun.run(
                inputs,
                plan,
                Ledger.none(),
                monitor,
                (page, part) -> {
                    try (Made made = bounded.on(page, part).get()) {
                        return made.rows();
                    }
                },
                report -> {});
    }

    /**
     * Works on the files of a plan and writes the results.
     *
     * @param states of files, with all else that what comes of them depends on, by which they are known again
     * @throws io.fovea.FoveaException before any work if the folder cannot be written, or holds other tables
     * @throws io.fovea.session.CancelledException if cancelled; what was done by then stays
     */
    static Report<FolderJob.Row> run(
            Inputs inputs,
            BatchPlan plan,
            Monitor monitor,
            BatchFiles files,
            WorkOrder order,
            Tables tables,
            Function<Source, InputState> states,
            Work work) {
        OutputFolder folder = OutputFolder.open(files.folder(), inputs);
        JournalIndex index = new JournalIndex();
        Consumer<List<FolderJob.Row>> table = tables.in(folder, files, index);
        FailureTable failures =
                new FailureTable(folder.table(files.failures(), FailureTable.COLUMNS), files.wholeTable());
        Map<Path, String> names = new HashMap<>();
        inputs.sources().forEach(source -> names.put(source.file(), source.name()));
        Optional<Path> report = plan.reports() ? Optional.of(ReportFile.of(files, order.command())) : Optional.empty();
        Optional<Leftovers> leftovers =
                tables.keepsEarlier() ? Optional.empty() : Optional.of(Leftovers.of(folder, files));
        int side = ReportPictures.side(inputs.sources().size());
        Work bounded = bounded(work, order.card().input());
        try (JournalLedger ledger = JournalLedger.begin(folder, files, order, plan, inputs, states, index)) {
            Report<FolderJob.Row> done = PageRun.run(
                    inputs,
                    plan,
                    ledger,
                    monitor,
                    (page, part) -> {
                        try (Made made = bounded.on(page, part).get()) {
                            Map<String, Long> written = folder.write(page.source(), made);
                            leftovers.ifPresent(all -> all.remove(written.keySet()));
                            Optional<byte[]> small = report.filter(
                                            any -> page.source().part().isEmpty())
                                    .map(any -> ReportPictures.of(page.pixels(), made.pictures(), side));
                            ledger.done(page, written, made, JournalExtras.of(made.details(), small));
                            return made.rows();
                        }
                    },
                    so -> {
                        if (so.done() > 0) {
                            table.accept(so.rows());
                        }
                        if (so.done() + so.failures().size() > 0) {
                            failures.write(missing(so, names));
                        }
                    });
            if (!done.rows().isEmpty()) {
                report.ifPresent(place -> new FolderReport(
                                ledger.head(), done.rows(), missing(done, names), tables.charts(), index)
                        .write(place, monitor));
                if (report.isEmpty() && !tables.keepsEarlier()) {
                    ReportFile.remove(files);
                }
            }
            return done;
        }
    }

    private static List<FailureTable.Missing> missing(Report<?> report, Map<Path, String> names) {
        return report.failures().stream()
                .map(failure -> new FailureTable.Missing(
                        names.getOrDefault(failure.file(), failure.file().toString()), failure.sentence()))
                .toList();
    }

    /** The same, with no more pixels in the network at once than the memory for its values is meant for. */
    private static Work bounded(Work work, Input input) {
        Gate passes = new Gate(NetworkPixels.AT_ONCE);
        return (page, monitor) -> passes.within(NetworkPixels.of(input, page.pixels()), () -> work.on(page, monitor));
    }
}
