package io.fovea.batch;

import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.explain.HeatDrawing;
import io.fovea.image.Image;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Explains files into a folder: per image {@code <stem>-<method>.png}, the overlays of its classes beside each other, and
 * {@code <stem>-<method>.tif}, the 32-bit heat map, with the class's index at its end where there are several; and
 * {@code explain.csv}.
 *
 * <p>Where stems are equal the later file keeps its suffix; the pages of a file are numbered {@code <stem>-0001}.
 */
public final class ExplainFolder {
    private static final long NANOS_BETWEEN_TABLES = 30_000_000_000L;

    private final Explainer explainer;
    private final List<Path> files;
    private final OutputFolder folder;
    private final HeatDrawing drawing;
    private final Stems stems;
    private final List<Row> rows = new ArrayList<>();
    private long lastTable = System.nanoTime();

    private ExplainFolder(Explainer explainer, List<Path> files, OutputFolder folder, HeatDrawing drawing) {
        this.explainer = explainer;
        this.files = files;
        this.folder = folder;
        this.drawing = drawing;
        this.stems = new Stems(files);
    }

    /**
     * One row of {@code explain.csv}.
     *
     * @param image the file's name; for a page of several, with {@code #page} from 1
     */
    public record Row(String image, Explanation explanation) {}

    /**
     * Explains every file. A bad file is reported and the others are done.
     *
     * @throws io.fovea.FoveaException before any work if the folder cannot be written
     * @throws io.fovea.session.CancelledException if cancelled; what was done by then stays
     */
    public static Report<Row> run(
            Explainer explainer, List<Path> files, Path output, HeatDrawing drawing, Monitor monitor) {
        return new ExplainFolder(explainer, files, OutputFolder.open(output), drawing).run(monitor);
    }

    private Report<Row> run(Monitor monitor) {
        try {
            List<Failure> failures = Pipeline.run(files, monitor, this::explain);
            return new Report<>(files.size() - failures.size(), rows, failures);
        } finally {
            writeTable();
        }
    }

    private void explain(Path file, List<Image> pages, Monitor monitor) {
        List<String> names = stems.of(file, pages.size());
        List<Row> done = new ArrayList<>();
        for (int page = 0; page < pages.size(); page++) {
            String image = file.getFileName() + (pages.size() == 1 ? "" : "#" + (page + 1));
            double before = page;
            Monitor part = Monitor.of(
                    (fraction, message) -> monitor.report((before + fraction) / pages.size(), message), monitor);
            List<Explanation> found = explainer.explain(pages.get(page), part);
            write(pages.get(page), found, names.get(page));
            found.forEach(explanation -> done.add(new Row(image, explanation)));
        }
        rows.addAll(done);
        if (System.nanoTime() - lastTable > NANOS_BETWEEN_TABLES) {
            writeTable(); // a long batch that is killed leaves the table of what it did
        }
    }

    private void write(Image image, List<Explanation> found, String stem) {
        String name = stem + "-" + explainer.options().method().id();
        for (Explanation explanation : found) {
            String suffix = found.size() == 1 ? ".tif" : "-" + explanation.classIndex() + ".tif";
            explanation.map().heat().write(folder.resolve(name + suffix, files));
        }
        drawing.draw(image, found).write(folder.resolve(name + ".png", files));
    }

    private void writeTable() {
        Csv table = new Csv(List.of("image", "class", "probability", "layer", "method", "note", "seconds"));
        for (Row row : rows) {
            Explanation e = row.explanation();
            table.row(
                    row.image(),
                    e.label(),
                    e.probability(),
                    e.layer(),
                    e.method().id(),
                    e.note().orElse(""),
                    e.seconds());
        }
        table.write(folder.resolve("explain.csv", files));
        lastTable = System.nanoTime();
    }
}
