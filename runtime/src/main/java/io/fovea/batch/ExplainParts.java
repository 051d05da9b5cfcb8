package io.fovea.batch;

import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explanation;
import io.fovea.explain.Figure;
import io.fovea.explain.HeatDrawing;
import io.fovea.explain.PartExplainer;
import io.fovea.explain.PartExplanation;
import io.fovea.explain.Question;
import io.fovea.image.Image;
import io.fovea.task.Findings;
import io.fovea.task.Monitor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Explains parts of what a model answers to files, into a folder: per part {@code <stem>-object3-<method>.png}, the overlay of
 * the object and what is around it, and {@code .tif}, the 32-bit heat there; and {@code explain.csv}, which it shares with
 * {@link ExplainFolder}.
 */
public final class ExplainParts {
    private static final List<String> MORE =
            List.of("object", "against", "score", "inside", "x", "y", "width", "height");

    private final PartExplainer explainer;
    private final HeatDrawing drawing;

    private ExplainParts(PartExplainer explainer, HeatDrawing drawing) {
        this.explainer = explainer;
        this.drawing = drawing;
    }

    /**
     * Explains the files that a plan has. Blocks. A file without such a part is reported as a bad one, and the others are done.
     *
     * @return what came of all files, those included that an earlier run had done
     * @throws io.fovea.FoveaException before any work if the folder cannot be written, or holds another table
     * @throws io.fovea.session.CancelledException if cancelled; what was done by then stays
     */
    public static Report<FolderJob.Row> run(
            PartExplainer explainer, Inputs inputs, BatchPlan plan, Path output, HeatDrawing drawing, Monitor monitor) {
        ExplainParts job = new ExplainParts(explainer, drawing);
        WorkOrder order = new WorkOrder(
                ExplainTables.COMMAND, explainer.card(), explainer.fingerprint(), explainer.device(), job.options());
        Inputs fed = inputs.feeding(explainer.card().input());
        BatchFiles files = new BatchFiles(output, ExplainTables.COMMAND, ".csv", plan.shard());
        try (FolderBooks books =
                new FolderBooks(fed, plan, files, order, new ExplainTables(), source -> InputState.of(source.file()))) {
            return FolderRun.run(fed, plan, monitor, books, job::explain);
        }
    }

    private Map<String, String> options() {
        ExplainOptions what = explainer.options();
        Question question = explainer.question();
        Map<String, String> options = new TreeMap<>();
        options.put("method", what.method().toString());
        options.put("class", String.join(",", what.classes()));
        options.put("layer", String.join(",", what.layers()));
        options.put("keep-softmax", Boolean.toString(what.keepActivation()));
        options.put("smooth", Boolean.toString(what.smooth()));
        options.put("colors", drawing.colors().toString());
        options.put("bar", Boolean.toString(drawing.bar()));
        options.put("object", question.objects().stream().map(String::valueOf).collect(Collectors.joining(",")));
        options.put("at", question.pixel().map(Question.Pixel::toString).orElse(""));
        options.put("against", question.against().orElse(""));
        options.put("figure", question.figure().word());
        if (question.figure() instanceof Figure.Similarity similarity) {
            options.put("other", similarity.name() + " " + checksum(similarity.other()));
        }
        return options;
    }

    /** Another for other pixels. */
    private static long checksum(Image image) {
        CRC32 checksum = new CRC32();
        ByteBuffer value = ByteBuffer.allocate(Float.BYTES);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                for (int c = 0; c < image.channels(); c++) {
                    checksum.update(value.clear().putFloat(image.value(x, y, c)).flip());
                }
            }
        }
        return checksum.getValue();
    }

    private Supplier<FolderRun.Made> explain(PageRun.Page page, Monitor monitor) {
        Image image = page.image();
        List<PartExplanation> found = explainer.explain(image, monitor);
        List<FolderJob.Row> rows = found.stream()
                .map(part -> new FolderJob.Row(
                        page.name(),
                        image.width(),
                        image.height(),
                        part.explanation().seconds(),
                        findings(part)))
                .toList();
        return () -> new FolderRun.Made(pictures(page, found), rows);
    }

    private Map<String, Image> pictures(PageRun.Page page, List<PartExplanation> found) {
        Map<String, Image> pictures = new LinkedHashMap<>();
        for (PartExplanation part : found) {
            String name = page.stem() + (part.name().isEmpty() ? "" : "-" + part.name()) + "-"
                    + explainer.options().method().id();
            pictures.put(name + ".tif", part.heat());
            pictures.put(name + ".png", drawing.draw(part));
        }
        return pictures;
    }

    private Findings findings(PartExplanation part) {
        Explanation why = part.explanation();
        List<String> columns = new ArrayList<>(ExplainTables.COLUMNS);
        columns.addAll(MORE);
        Object inside = part.inside().isPresent() ? (Object) part.inside().getAsDouble() : "";
        List<Object> cells = List.of(
                why.label(),
                why.probability(),
                why.layer(),
                why.method().toString(),
                explainer.card().name(),
                why.note().orElse(""),
                part.title(),
                explainer.question().against().orElse(""),
                part.score(),
                inside,
                part.cutout().x(),
                part.cutout().y(),
                part.cutout().width(),
                part.cutout().height());
        return new Findings(
                columns,
                List.of(cells),
                List.of("object", "class", "probability", "score", "inside", "layer", "seconds"),
                List.of(
                        part.title(),
                        why.label(),
                        String.format(Locale.ROOT, "%.4f", why.probability()),
                        String.format(Locale.ROOT, "%.3f", part.score()),
                        part.inside().isPresent()
                                ? String.format(
                                        Locale.ROOT,
                                        "%.0f%%",
                                        100 * part.inside().getAsDouble())
                                : "",
                        why.layer(),
                        String.format(Locale.ROOT, "%.2f", why.seconds())));
    }
}
