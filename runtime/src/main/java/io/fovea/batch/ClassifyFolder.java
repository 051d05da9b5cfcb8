package io.fovea.batch;

import io.fovea.task.Classification;
import io.fovea.task.Classifier;
import io.fovea.task.Monitor;
import io.fovea.task.Score;
import java.nio.file.Path;
import java.util.List;

/** Classifies files, decoding the next while one is being looked at. */
public final class ClassifyFolder {
    /** The columns of its table. */
    public static final List<String> COLUMNS = List.of("image", "rank", "label", "probability");

    private ClassifyFolder() {}

    /**
     * What a classifier said of a file, or of one page of it.
     *
     * @param image the {@link Source}'s name; for a page of several, with {@code #} and what tells it apart
     */
    public record Row(String image, Classification classification) {}

    /**
     * Classifies every file. Blocks. A bad file is reported and the others are done.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Report<Row> run(Classifier classifier, Inputs inputs, Monitor monitor) {
        return PageRun.run(
                inputs.feeding(classifier.card().input()),
                monitor,
                (page, part) -> List.of(new Row(page.name(), classifier.classify(page.image(), part))),
                rows -> {});
    }

    /** The table {@code image,rank,label,probability}: the {@code top} most probable classes of each image. */
    public static Csv table(Report<Row> report, int top) {
        Csv table = new Csv(COLUMNS);
        for (Row row : report.rows()) {
            int rank = 0;
            for (Score score : row.classification().top(top)) {
                table.row(row.image(), ++rank, score.label(), score.probability());
            }
        }
        return table;
    }

    /**
     * Writes the {@link #table}.
     *
     * @throws io.fovea.FoveaException if the file cannot be written
     */
    public static void write(Report<Row> report, int top, Path csv) {
        table(report, top).write(csv);
    }
}
