package io.fovea.batch;

import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.explain.HeatDrawing;
import io.fovea.explain.measure.MapScores;
import io.fovea.image.Image;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private static final List<String> COLUMNS =
            List.of("image", "class", "probability", "layer", "method", "model", "note", "seconds");
    private static final List<String> SCORES = List.of("deletion", "insertion", "pointing", "randomised");
    private static final List<String> KEY = List.of("image", "class", "layer", "method", "model");

    private final Explainer explainer;
    private final OutputFolder folder;
    private final SharedTable table;
    private final HeatDrawing drawing;
    private final Optional<MapScores> scores;
    private final Optional<Masks> masks;

    private ExplainFolder(
            Explainer explainer,
            OutputFolder folder,
            HeatDrawing drawing,
            Optional<MapScores> scores,
            Optional<Masks> masks) {
        this.explainer = explainer;
        this.folder = folder;
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.addAll(scores.isPresent() ? SCORES : List.of());
        this.table = new SharedTable(folder.table("explain.csv", COLUMNS.subList(0, 5)), columns, KEY);
        this.drawing = drawing;
        this.scores = scores;
        this.masks = masks;
    }

    /**
     * One row of {@code explain.csv}.
     *
     * @param image the {@link Source}'s name; for a page of several, with {@code #} and what tells it apart
     * @param scored how good the map is, where that was asked for
     */
    public record Row(String image, Explanation explanation, Optional<MapScores.Scored> scored) {}

    /**
     * Explains every file. Blocks. A bad file is reported and the others are done.
     *
     * @throws io.fovea.FoveaException before any work if the folder cannot be written, or holds another table
     * @throws io.fovea.session.CancelledException if cancelled; what was done by then stays
     */
    public static Report<Row> run(
            Explainer explainer, Inputs inputs, Path output, HeatDrawing drawing, Monitor monitor) {
        return run(explainer, inputs, output, drawing, Optional.empty(), Optional.empty(), monitor);
    }

    /**
     * Explains every file and says how good the maps are. Otherwise as {@link #run(Explainer, Inputs, Path,
     * HeatDrawing, Monitor)}.
     *
     * @param scores of the same model and options
     * @param masks folder with a mask for each image, of the same name but for the suffix, and of its size, 0 where the object is not: what a
     *     segmentation is explained over, and what the pointing game is played on
     */
    public static Report<Row> run(
            Explainer explainer,
            Inputs inputs,
            Path output,
            HeatDrawing drawing,
            Optional<MapScores> scores,
            Optional<Path> masks,
            Monitor monitor) {
        Optional<Masks> found = masks.map(Masks::in);
        ExplainFolder job = new ExplainFolder(explainer, OutputFolder.open(output, inputs), drawing, scores, found);
        return PageRun.run(inputs.feeding(explainer.card().input()), monitor, job::explain, job::writeTable);
    }

    private List<Row> explain(PageRun.Page page, Monitor monitor) {
        Image image = page.image();
        Optional<Image> mask = masks.map(all -> all.of(page.source()));
        List<Explanation> found = explainer.explain(image, mask, monitor);
        List<Row> rows = new ArrayList<>();
        for (Explanation explanation : found) {
            rows.add(
                    new Row(page.name(), explanation, scores.map(all -> all.score(image, explanation, mask, monitor))));
        }
        write(page, found);
        return rows;
    }

    private void write(PageRun.Page page, List<Explanation> found) {
        String name = page.stem() + "-" + explainer.options().method().id();
        Map<String, Image> pictures = new LinkedHashMap<>();
        for (Explanation explanation : found) {
            String suffix = found.size() == 1 ? ".tif" : "-" + explanation.classIndex() + ".tif";
            pictures.put(name + suffix, explanation.map().heat());
        }
        pictures.put(name + ".png", drawing.draw(page.image(), found));
        folder.write(page.source(), pictures);
    }

    private void writeTable(List<Row> rows) {
        table.write(rows.stream().map(this::cells).toList());
    }

    private List<Object> cells(Row row) {
        Explanation e = row.explanation();
        List<Object> cells = new ArrayList<>(List.of(
                row.image(),
                e.label(),
                e.probability(),
                e.layer(),
                e.method(),
                explainer.card().name(),
                e.note().orElse(""),
                e.seconds()));
        row.scored().ifPresent(scored -> {
            cells.add(scored.deletion());
            cells.add(scored.insertion());
            cells.add(scored.pointing().isPresent() ? (Object) scored.pointing().getAsDouble() : "");
            cells.add(scored.randomised());
        });
        return cells;
    }
}
