package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.explain.HeatDrawing;
import io.fovea.explain.StripExplanation;
import io.fovea.explain.measure.MapScores;
import io.fovea.image.Image;
import io.fovea.image.SpilledImage;
import io.fovea.model.Model;
import io.fovea.model.ModelParcel;
import io.fovea.session.CancelledException;
import io.fovea.task.Details;
import io.fovea.task.Findings;
import io.fovea.task.ImageDocument;
import io.fovea.task.LargeImage;
import io.fovea.task.Monitor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Explains files into a folder: per image {@code <stem>-<method>.png}, the overlays of its classes beside each other, and
 * {@code <stem>-<method>.tif}, the 32-bit heat map, with the class's index at its end where there are several; and
 * {@code explain.csv}. Results lie in the subfolders that the images lie in, and are named as those of {@link
 * FolderJob}.
 *
 * <p>Runs into one folder share {@code explain.csv}: a run replaces rows of the same image, class, layer, method and model
 * and keeps all others. It replaces the pictures of the same image and method.
 */
public final class ExplainFolder {
    private static final List<String> SCORES = List.of("deletion", "insertion", "pointing", "randomised");

    private static final String BY_STRIPS =
            "Strip by strip go grad-cam, hirescam and layercam of segmentations by models that take"
                    + " tiles, at one layer, and without smoothing, masks and scores.";

    private final Explainer explainer;
    private final HeatDrawing drawing;
    private final Optional<MapScores> scores;
    private final Optional<Masks> masks;

    private ExplainFolder(Explainer explainer, HeatDrawing drawing, Optional<MapScores> scores, Optional<Masks> masks) {
        this.explainer = explainer;
        this.drawing = drawing;
        this.scores = scores;
        this.masks = masks;
    }

    /**
     * Explains every file. Blocks. A bad file is reported and the others are done.
     *
     * @throws io.fovea.FoveaException before any work if the folder cannot be written, or holds another table
     * @throws io.fovea.session.CancelledException if cancelled; what was done by then stays
     */
    public static Report<FolderJob.Row> run(
            Explainer explainer, Inputs inputs, Path output, HeatDrawing drawing, Monitor monitor) {
        return run(explainer, inputs, BatchPlan.USUAL, output, drawing, Optional.empty(), Optional.empty(), monitor);
    }

    /**
     * Explains the files that a plan has and says how good the maps are. Otherwise as {@link #run(Explainer, Inputs, Path,
     * HeatDrawing, Monitor)}.
     *
     * @param scores of the same model and options
     * @param masks folder with a mask for each image, of the same name but for the suffix, and of its size, 0 where the object is not: what a
     *     segmentation is explained over, and what the pointing game is played on
     * @return what came of all files, those included that an earlier run had done
     */
    public static Report<FolderJob.Row> run(
            Explainer explainer,
            Inputs inputs,
            BatchPlan plan,
            Path output,
            HeatDrawing drawing,
            Optional<MapScores> scores,
            Optional<Path> masks,
            Monitor monitor) {
        ExplainFolder job = new ExplainFolder(explainer, drawing, scores, masks.map(Masks::in));
        WorkOrder order = job.order(masks);
        Inputs fed = inputs.feeding(explainer.card().input());
        BatchFiles files = new BatchFiles(output, ExplainTables.COMMAND, ".csv", plan.shard());
        try (FolderBooks books = new FolderBooks(fed, plan, files, order, new ExplainTables(), job::state)) {
            return FolderRun.run(fed, plan, monitor, books, job::explain);
        }
    }

    /**
     * Has the files that a plan has explained by other machines. Results lie where, and are what, they would be of {@link
     * #run(Explainer, Inputs, BatchPlan, Path, HeatDrawing, Optional, Optional, Monitor)}; in a folder of a store, in which there
     * is nothing, journal, table and report follow at the end. Blocks.
     *
     * @param model of the explainer
     * @param output a folder, by its path or its {@linkplain FileStore#isAddress address}
     * @throws io.fovea.FoveaException as of that, or if machines cannot be had, or leave files undone
     */
    public static Report<FolderJob.Row> runOn(
            Machines machines,
            Model model,
            Explainer explainer,
            Inputs inputs,
            BatchPlan plan,
            String output,
            HeatDrawing drawing,
            Optional<MapScores> scores,
            Monitor monitor) {
        ExplainFolder job = new ExplainFolder(explainer, drawing, scores, Optional.empty());
        return Staging.at(
                machines, output, (folder, place) -> job.runOn(machines, model, inputs, plan, folder, place, monitor));
    }

    private Report<FolderJob.Row> runOn(
            Machines machines,
            Model model,
            Inputs inputs,
            BatchPlan plan,
            Path folder,
            String output,
            Monitor monitor) {
        Inputs fed = inputs.feeding(explainer.card().input());
        BatchFiles files = new BatchFiles(folder, ExplainTables.COMMAND, ".csv", plan.shard());
        try (FolderBooks books =
                new FolderBooks(fed, plan, files, order(Optional.empty()), new ExplainTables(), this::state)) {
            PartOrder order = PartedRun.order(
                    fed,
                    plan,
                    books,
                    ExplainTables.COMMAND,
                    new ExplainSettings(explainer.options(), drawing, scores.isPresent()).words(),
                    explainer.device(),
                    folder,
                    output);
            return PartedRun.run(fed, plan, books, order, ModelParcel.of(model), machines, monitor);
        }
    }

    private WorkOrder order(Optional<Path> maskFolder) {
        return new WorkOrder(
                ExplainTables.COMMAND,
                explainer.card(),
                explainer.fingerprint(),
                explainer.device(),
                options(maskFolder));
    }

    /** What is done to each page. */
    static FolderRun.Work work(Explainer explainer, HeatDrawing drawing, Optional<MapScores> scores) {
        return new ExplainFolder(explainer, drawing, scores, Optional.empty())::explain;
    }

    /**
     * {@code explain.csv} of this run with a type for each column, and a row for each file that failed.
     *
     * @param inputs of the report
     */
    public static ResultTable table(Inputs inputs, Report<FolderJob.Row> report) {
        List<String> columns = report.rows().isEmpty()
                ? ExplainTables.COLUMNS
                : report.rows().get(0).findings().columns();
        Map<String, ResultTable.Kind> kinds = new TreeMap<>();
        kinds.put("probability", ResultTable.Kind.REAL);
        SCORES.forEach(score -> kinds.put(score, ResultTable.Kind.REAL));
        return JobTables.table(columns, report.rows(), FolderBooks.missing(report, FolderBooks.names(inputs)), kinds);
    }

    private InputState state(Source source) {
        InputState image = source.state();
        return masks.map(all -> image.and(all.state(source))).orElse(image);
    }

    private Map<String, String> options(Optional<Path> maskFolder) {
        ExplainOptions what = explainer.options();
        Map<String, String> options = new TreeMap<>();
        options.put("method", what.method().toString());
        options.put("class", String.join(",", what.classes()));
        options.put("layer", explainer.layer());
        options.put("keep-softmax", Boolean.toString(what.keepActivation()));
        options.put("smooth", Boolean.toString(what.smooth()));
        options.put("colors", drawing.colors().toString());
        options.put("bar", Boolean.toString(drawing.bar()));
        options.put("score", Boolean.toString(scores.isPresent()));
        options.put("masks", maskFolder.map(Path::toString).orElse(""));
        return options;
    }

    /** What is to be said of the map of a row: why it is blank, or made by another method than was asked for. */
    public static Optional<String> note(FolderJob.Row row) {
        Findings findings = row.findings();
        return Optional.of(findings.rows().get(0).get(findings.columns().indexOf("note")))
                .map(Object::toString)
                .filter(note -> !note.isEmpty());
    }

    private Supplier<FolderRun.Made> explain(PageRun.Page page, Monitor monitor) {
        Optional<LargeImage> large = page.pixels().large().filter(each -> !each.isForMemory());
        if (large.isEmpty()) {
            return whole(page, monitor);
        }
        if (explainer.hasStrips() && masks.isEmpty() && scores.isEmpty()) {
            return strips(page, large.get(), monitor);
        }
        try {
            return whole(page, monitor);
        } catch (CancelledException e) {
            throw e;
        } catch (FoveaException e) {
            throw new FoveaException(e.getMessage() + " " + BY_STRIPS, e);
        }
    }

    private Supplier<FolderRun.Made> strips(PageRun.Page page, LargeImage large, Monitor monitor) {
        List<StripExplanation> found = explainer.explain(large.rows(), drawing.colors(), monitor);
        String name = page.stem() + "-" + explainer.options().method().id();
        Map<String, Image> pictures = new LinkedHashMap<>();
        Map<String, ImageDocument> documents = new LinkedHashMap<>();
        List<FolderJob.Row> rows = new ArrayList<>();
        for (StripExplanation one : found) {
            String suffix = found.size() == 1 ? ".tif" : "-" + one.classIndex() + ".tif";
            documents.put(name + suffix, document(one.heat()));
            Findings findings =
                    findings(one.label(), one.probability(), one.layer(), one.note(), one.seconds(), Optional.empty());
            rows.add(new FolderJob.Row(
                    page.name(), page.pixels().width(), page.pixels().height(), one.seconds(), findings));
        }
        pictures.put(
                name + ".png",
                drawing.beside(found.stream().map(StripExplanation::overlay).toList()));
        double seconds = found.stream().mapToDouble(StripExplanation::seconds).sum();
        return () -> new FolderRun.Made(pictures, documents, Map.of(), List.of(), rows, Details.NONE, seconds);
    }

    private static ImageDocument document(SpilledImage heat) {
        return new ImageDocument() {
            @Override
            public void writeTo(OutputStream out, String origin) throws IOException {
                heat.writeTo(out, origin);
            }

            @Override
            public void close() {
                heat.close();
            }
        };
    }

    private Supplier<FolderRun.Made> whole(PageRun.Page page, Monitor monitor) {
        Image image = page.image();
        Optional<Image> mask = masks.map(all -> all.of(page.source()));
        List<Explanation> found = explainer.explain(image, mask, monitor);
        List<FolderJob.Row> rows = new ArrayList<>();
        for (Explanation explanation : found) {
            Optional<MapScores.Scored> scored = scores.map(all -> all.score(image, explanation, mask, monitor));
            rows.add(new FolderJob.Row(
                    page.name(), image.width(), image.height(), explanation.seconds(), findings(explanation, scored)));
        }
        return () -> new FolderRun.Made(pictures(page, found), rows);
    }

    private Map<String, Image> pictures(PageRun.Page page, List<Explanation> found) {
        String name = page.stem() + "-" + explainer.options().method().id();
        Map<String, Image> pictures = new LinkedHashMap<>();
        for (Explanation explanation : found) {
            String suffix = found.size() == 1 ? ".tif" : "-" + explanation.classIndex() + ".tif";
            pictures.put(name + suffix, explanation.map().heat());
        }
        pictures.put(name + ".png", drawing.draw(page.image(), found));
        return pictures;
    }

    private Findings findings(Explanation e, Optional<MapScores.Scored> scored) {
        return findings(e.label(), e.probability(), e.layer(), e.note(), e.seconds(), scored);
    }

    private Findings findings(
            String label,
            double probability,
            String layer,
            Optional<String> note,
            double seconds,
            Optional<MapScores.Scored> scored) {
        List<String> columns = new ArrayList<>(ExplainTables.COLUMNS);
        List<Object> cells = new ArrayList<>(List.of(
                label,
                probability,
                layer,
                explainer.options().method().toString(),
                explainer.card().name(),
                note.orElse("")));
        scored.ifPresent(good -> {
            columns.addAll(SCORES);
            cells.add(good.deletion());
            cells.add(good.insertion());
            cells.add(good.pointing().isPresent() ? (Object) good.pointing().getAsDouble() : "");
            cells.add(good.randomised());
        });
        return new Findings(
                columns,
                List.of(cells),
                List.of("class", "probability", "layer", "seconds"),
                List.of(
                        label,
                        String.format(Locale.ROOT, "%.4f", probability),
                        layer,
                        String.format(Locale.ROOT, "%.2f", seconds)));
    }
}
