package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.explain.Explainer;
import io.fovea.explain.measure.MapScores;
import io.fovea.model.CardFile;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Job;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Prediction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Does files of a batch whose journal and tables another process keeps, just as it would by itself. A process needs one for a
 * model, whatever the number of its threads. Thread-safe; owns native memory until closed.
 */
public final class PartWorker implements AutoCloseable {
    private final PartOrder order;
    private final Runnable end;
    private final PageChoice pages;
    private final FolderRun.Work work;
    private final Gate memory = Pipeline.memory(true);

    private PartWorker(PartOrder order, Model model, FolderRun.Work work, Runnable end) {
        this.order = order;
        this.end = end;
        this.pages = order.pages().feeding(model.card().input());
        this.work = FolderRun.bounded(work, model.card().input());
    }

    /**
     * Loads the model. Blocks.
     *
     * @throws FoveaException if it cannot be loaded, or there is no such job
     */
    public static PartWorker open(PartOrder order, Model model) {
        if (order.verb().equals(ExplainTables.COMMAND)) {
            return explaining(order, model.withCard(CardFile.card(order.card())));
        }
        Job<?> job = Jobs.all().stream()
                .filter(one -> one.verb().equals(order.verb()))
                .findFirst()
                .orElseThrow(() -> new FoveaException("This version of Fovea has no command '" + order.verb()
                        + "': give all machines the same Fovea."));
        return open(order, job, model.withCard(CardFile.card(order.card())));
    }

    private static <P extends Prediction> PartWorker open(PartOrder order, Job<P> job, Model model) {
        ImagePredictor<P> predictor = job.open(model, Device.parse(order.device()));
        try {
            JobTables tables = JobTables.of(job, model.card(), order.options());
            FolderRun.Work work = new FolderJob<>(job, predictor, tables.settings()).work(order.files());
            return new PartWorker(order, model, work, predictor::close);
        } catch (RuntimeException e) {
            predictor.close();
            throw e;
        }
    }

    private static PartWorker explaining(PartOrder order, Model model) {
        ExplainSettings settings = ExplainSettings.of(order.options());
        Device device = Device.parse(order.device());
        Explainer explainer = Explainer.open(model, settings.what(), device);
        try {
            Optional<MapScores> scores =
                    settings.scored() ? Optional.of(MapScores.open(model, settings.what(), device)) : Optional.empty();
            FolderRun.Work work = ExplainFolder.work(explainer, settings.drawing(), scores);
            return new PartWorker(order, model, work, () -> {
                scores.ifPresent(MapScores::close);
                explainer.close();
            });
        } catch (RuntimeException e) {
            explainer.close();
            throw e;
        }
    }

    /**
     * Does some files, one after the other, on this thread's core. Blocks. May be called by as many threads at once as there are
     * cores.
     *
     * @param parts with places that are paths on this machine
     * @param output the folder to write results to
     * @return lines for the journal: of each page that is done, and of each file that could not be
     * @throws io.fovea.session.CancelledException if cancelled
     * @throws io.fovea.DiskFullException if a result does not fit on its disk
     */
    public List<String> run(List<FilePart> parts, Path output, Monitor monitor) {
        return run(parts, part -> Path.of(part.place()), output, monitor);
    }

    /**
     * Does a file of which there is a copy on this machine, with the size and the time of the file itself. Otherwise as {@link
     * #run(List, Path, Monitor)}.
     *
     * @param part whose place is an address
     */
    public List<String> run(FilePart part, Path copy, Path output, Monitor monitor) {
        return run(List.of(part), any -> copy, output, monitor);
    }

    /** What is kept of a file that could not be done: a line for the journal. */
    public String failed(FilePart part, String sentence) {
        Source source = new Source(Path.of(part.place()), part.name());
        return Journal.written(JournalLine.failed(
                order.run(),
                source,
                InputState.ABSENT,
                Stems.ofParts(Map.of(source, part)).naming(source),
                sentence));
    }

    private List<String> run(List<FilePart> parts, Function<FilePart, Path> files, Path output, Monitor monitor) {
        Map<Source, FilePart> sources = new LinkedHashMap<>();
        parts.forEach(part -> sources.put(new Source(files.apply(part), part.name()), part));
        Inputs inputs = new Inputs(List.copyOf(sources.keySet()), List.of(), List.of(), pages);
        List<Path> stay = new ArrayList<>(inputs.files());
        order.inputs().forEach(file -> stay.add(Path.of(file)));
        Stems stems = Stems.ofParts(sources);
        PartLedger ledger =
                new PartLedger(order.run(), stems, source -> sources.get(source).place());
        OutputFolder folder = OutputFolder.open(output, stay);
        int side = ReportPictures.side(order.files());
        Pipeline<FolderJob.Row> pipeline = new Pipeline<>(
                inputs,
                stems,
                memory,
                ledger,
                (page, part) -> {
                    try (FolderRun.Made made = work.on(page, part).get()) {
                        Map<String, Long> written = folder.write(page.source(), made, page.work(order.run()));
                        Optional<byte[]> small = order.pictures()
                                ? Optional.of(ReportPictures.of(page.pixels(), made.pictures(), side))
                                : Optional.empty();
                        ledger.done(page, written, made, JournalExtras.of(made.details(), small));
                        return made.rows();
                    }
                },
                file -> {});
        pipeline.run(monitor);
        return ledger.lines();
    }

    @Override
    public void close() {
        end.run();
    }
}
