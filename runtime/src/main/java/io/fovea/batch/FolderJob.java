package io.fovea.batch;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.task.Findings;
import io.fovea.task.FolderFile;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Job;
import io.fovea.task.JobSettings;
import io.fovea.task.Monitor;
import io.fovea.task.Outcome;
import io.fovea.task.Prediction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Does the job of a model's task for files, decoding the next while one is being looked at. Into a folder it writes the
 * pictures of each image, {@code <stem>-...}, and the job's table, such as {@code segment.csv}.
 *
 * <p>Results lie in the subfolders that the images lie in. Where stems are equal the later file keeps its suffix; the pages
 * of a file are told apart by what its {@link io.fovea.image.Hyperstack} says, {@code <stem>-c1-z0003}, or by number,
 * {@code <stem>-0003}.
 */
public final class FolderJob<P extends Prediction> {
    private static final String IMAGE = "image";

    private final Job<P> job;
    private final ImagePredictor<P> predictor;
    private final JobSettings settings;

    /** Prepares to work with a model that is open. */
    public FolderJob(Job<P> job, ImagePredictor<P> predictor, JobSettings settings) {
        this.job = job;
        this.predictor = predictor;
        this.settings = settings;
    }

    /**
     * What was found in a file, or on one page of it.
     *
     * @param image the {@link Source}'s name; for a page of several, with {@code #} and what tells it apart
     * @param width of the image, in pixels
     * @param height of the image, in pixels
     * @param seconds wall time of the inference, or of the explanation
     */
    public record Row(String image, int width, int height, double seconds, Findings findings) {}

    /**
     * Does every file and writes nothing. Blocks. A bad file is reported and the others are done.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Report<Row> run(Inputs inputs, Monitor monitor) {
        return PageRun.run(
                feeding(inputs),
                monitor,
                (page, part) -> {
                    P prediction = predictor.predict(page.image(), part);
                    Outcome outcome = job.outcome(prediction, page.image(), settings);
                    return List.of(row(page, prediction.seconds(), outcome.findings()));
                },
                rows -> {});
    }

    /**
     * Does every file and writes the results into a folder. Blocks. A bad file is reported and the others are done.
     *
     * @throws io.fovea.FoveaException before any work if the folder cannot be written, or holds another table
     * @throws io.fovea.session.CancelledException if cancelled; what was done by then stays
     */
    public Report<Row> run(Inputs inputs, Path output, Monitor monitor) {
        OutputFolder folder = OutputFolder.open(output, inputs);
        Path table = folder.table(job.verb() + ".csv", firstColumns(job));
        Optional<FolderFile> whole = job.folderFile(predictor.card());
        Optional<Path> wholePlace = whole.map(file -> folder.document(file.name(), file.beginning()));
        return PageRun.run(
                feeding(inputs),
                monitor,
                (page, part) -> {
                    P prediction = predictor.predict(page.image(), part);
                    Outcome outcome = job.outcome(prediction, page.image(), settings);
                    Map<String, Image> pictures = new LinkedHashMap<>();
                    outcome.pictures().forEach((suffix, picture) -> pictures.put(page.stem() + suffix, picture));
                    folder.write(page.source(), pictures);
                    return List.of(row(page, prediction.seconds(), outcome.findings()));
                },
                rows -> {
                    table(rows).write(table);
                    wholePlace.ifPresent(place -> write(place, whole.orElseThrow(), rows));
                });
    }

    private static void write(Path place, FolderFile file, List<Row> rows) {
        String text = file.text(rows.stream()
                .map(row -> new FolderFile.Entry(row.image(), row.width(), row.height(), row.findings()))
                .toList());
        try {
            AtomicFile.write(place, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + place + "': check that its folder can be written.", e);
        }
    }

    private Inputs feeding(Inputs inputs) {
        return inputs.feeding(predictor.card().input());
    }

    /** The columns that the table of a job begins with, whatever the model. */
    public static List<String> firstColumns(Job<?> job) {
        return behindImage(job.columns());
    }

    /** The job's table. */
    public Csv table(List<Row> rows) {
        // Every image is answered with the same columns.
        List<String> columns = rows.isEmpty()
                ? job.columns(predictor.card())
                : rows.get(rows.size() - 1).findings().columns();
        Csv table = new Csv(behindImage(columns));
        for (Row row : rows) {
            for (List<Object> values : row.findings().rows()) {
                table.row(Stream.concat(Stream.of(row.image()), values.stream()).toArray());
            }
        }
        return table;
    }

    private static Row row(PageRun.Page page, double seconds, Findings findings) {
        return new Row(page.name(), page.image().width(), page.image().height(), seconds, findings);
    }

    private static List<String> behindImage(List<String> columns) {
        List<String> all = new ArrayList<>(List.of(IMAGE));
        all.addAll(columns);
        return all;
    }
}
