package io.fovea.batch;

import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.explain.HeatDrawing;
import io.fovea.explain.MapScores;
import io.fovea.image.Image;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Explains files into a folder: per image {@code <stem>-<method>.png}, the overlays of its classes beside each other, and
 * {@code <stem>-<method>.tif}, the 32-bit heat map, with the class's index at its end where there are several; and
 * {@code explain.csv}.
 *
 * <p>Where stems are equal the later file keeps its suffix; the pages of a file are numbered {@code <stem>-0001}.
 */
public final class ExplainFolder {
    private final Explainer explainer;
    private final List<Path> files;
    private final OutputFolder folder;
    private final HeatDrawing drawing;
    private final Optional<MapScores> scores;
    private final Optional<Masks> masks;

    private ExplainFolder(
            Explainer explainer,
            List<Path> files,
            OutputFolder folder,
            HeatDrawing drawing,
            Optional<MapScores> scores,
            Optional<Masks> masks) {
        this.explainer = explainer;
        this.files = files;
        this.folder = folder;
        this.drawing = drawing;
        this.scores = scores;
        this.masks = masks;
    }

    /**
     * One row of {@code explain.csv}.
     *
     * @param image the file's name; for a page of several, with {@code #page} from 1
     * @param scored how good the map is, where that was asked for
     */
    public record Row(String image, Explanation explanation, Optional<MapScores.Scored> scored) {}

    /**
     * Explains every file. Blocks. A bad file is reported and the others are done.
     *
     * @throws io.fovea.FoveaException before any work if the folder cannot be written
     * @throws io.fovea.session.CancelledException if cancelled; what was done by then stays
     */
    public static Report<Row> run(
            Explainer explainer, List<Path> files, Path output, HeatDrawing drawing, Monitor monitor) {
        return run(explainer, files, output, drawing, Optional.empty(), Optional.empty(), monitor);
    }

    /**
     * Explains every file and says how good the maps are. Otherwise as {@link #run(Explainer, List, Path, HeatDrawing,
     * Monitor)}.
     *
     * @param scores of the same model and options
     * @param masks folder with a mask for each image, of the same stem and size, 0 where the object is not: what a
     *     segmentation is explained over, and what the pointing game is played on
     */
    public static Report<Row> run(
            Explainer explainer,
            List<Path> files,
            Path output,
            HeatDrawing drawing,
            Optional<MapScores> scores,
            Optional<Path> masks,
            Monitor monitor) {
        Optional<Masks> found = masks.map(Masks::in);
        ExplainFolder job = new ExplainFolder(explainer, files, OutputFolder.open(output), drawing, scores, found);
        return PageRun.run(files, monitor, job::explain, job::writeTable);
    }

    private List<Row> explain(PageRun.Page page, Monitor monitor) {
        Image image = page.image();
        Optional<Image> mask = masks.map(all -> all.of(page.file()));
        List<Explanation> found = explainer.explain(image, mask, monitor);
        List<Row> rows = new ArrayList<>();
        for (Explanation explanation : found) {
            rows.add(
                    new Row(page.name(), explanation, scores.map(all -> all.score(image, explanation, mask, monitor))));
        }
        write(image, found, page.stem());
        return rows;
    }

    private void write(Image image, List<Explanation> found, String stem) {
        String name = stem + "-" + explainer.options().method().id();
        for (Explanation explanation : found) {
            String suffix = found.size() == 1 ? ".tif" : "-" + explanation.classIndex() + ".tif";
            explanation.map().heat().write(folder.resolve(name + suffix, files));
        }
        drawing.draw(image, found).write(folder.resolve(name + ".png", files));
    }

    private void writeTable(List<Row> rows) {
        List<String> columns =
                new ArrayList<>(List.of("image", "class", "probability", "layer", "method", "note", "seconds"));
        if (scores.isPresent()) {
            columns.addAll(List.of("deletion", "insertion", "pointing", "randomised"));
        }
        Csv table = new Csv(columns);
        for (Row row : rows) {
            Explanation e = row.explanation();
            List<Object> values = new ArrayList<>(List.of(
                    row.image(),
                    e.label(),
                    e.probability(),
                    e.layer(),
                    e.method(),
                    e.note().orElse(""),
                    e.seconds()));
            row.scored().ifPresent(scored -> {
                values.add(scored.deletion());
                values.add(scored.insertion());
                values.add(
                        scored.pointing().isPresent()
                                ? (Object) scored.pointing().getAsDouble()
                                : "");
                values.add(scored.randomised());
            });
            table.row(values.toArray());
        }
        table.write(folder.resolve("explain.csv", files));
    }
}
