package io.fovea.batch;

import io.fovea.image.Image;
import io.fovea.task.Classification;
import io.fovea.task.Classifier;
import io.fovea.task.Monitor;
import io.fovea.task.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Classifies files, decoding the next while one is being looked at. */
public final class ClassifyFolder {
    private ClassifyFolder() {}

    /**
     * What a classifier said of a file, or of one page of it.
     *
     * @param image the file's name; for a page of several, with {@code #page} from 1
     */
    public record Row(String image, Classification classification) {}

    /**
     * Classifies every file. A bad file is reported and the others are done.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Report<Row> run(Classifier classifier, List<Path> files, Monitor monitor) {
        List<Row> rows = new ArrayList<>();
        List<Failure> failures = Pipeline.run(files, monitor, (file, pages, part) -> {
            List<Row> done = new ArrayList<>();
            for (Image page : pages) {
                String number = pages.size() == 1 ? "" : "#" + (done.size() + 1);
                done.add(new Row(file.getFileName() + number, classifier.classify(page, part)));
            }
            rows.addAll(done);
        });
        return new Report<>(files.size() - failures.size(), rows, failures);
    }

    /** The table {@code image,rank,label,probability}: the {@code top} most probable classes of each image. */
    public static Csv table(Report<Row> report, int top) {
        Csv table = new Csv(List.of("image", "rank", "label", "probability"));
        for (Row row : report.rows()) {
            int rank = 0;
            for (Score score : row.classification().top(top)) {
                table.row(row.image(), ++rank, score.label(), score.probability());
            }
        }
        return table;
    }

    /** Writes the {@link #table}. */
    public static void write(Report<Row> report, int top, Path csv) {
        table(report, top).write(csv);
    }
}
