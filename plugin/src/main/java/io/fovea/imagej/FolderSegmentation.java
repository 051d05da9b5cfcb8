package io.fovea.imagej;

import static java.util.Locale.ROOT;

import ij.IJ;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.batch.BatchPlan;
import io.fovea.batch.Failure;
import io.fovea.batch.FolderJob;
import io.fovea.batch.Inputs;
import io.fovea.batch.PageChoice;
import io.fovea.batch.Report;
import io.fovea.task.ImagePredictor;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.ScaleNote;
import io.fovea.task.SegmentJob;
import io.fovea.task.Segmentation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Segments the images of a folder into files and says in ImageJ's log and a table what came of each. */
public final class FolderSegmentation {
    private final Inputs inputs;
    private final BatchPlan plan;
    private final Path output;
    private final JobSettings settings;
    private Report<FolderJob.Row> report = new Report<>(0, List.of(), List.of());

    /**
     * Prepares to segment.
     *
     * @param input a folder, a file or a glob
     * @param subfolders whether a folder is taken with the folders in it
     * @param pages which pages of stacks are segmented
     * @param plan whether what an earlier run did is done again
     * @param output the folder for the results, made if it is not there
     * @param minSize in pixels; smaller objects are left out
     * @param scales what is chosen of the scale of images
     * @throws FoveaException if there are no images, or a value is missing or out of range
     */
    public FolderSegmentation(
            String input,
            boolean subfolders,
            PageChoice pages,
            BatchPlan plan,
            String output,
            double minSize,
            JobSettings scales) {
        this.plan = plan;
        this.output = path("output", "the folder for the results", output);
        path("input", "the folder of images", input);
        this.inputs =
                Inputs.find(List.of(UserPath.expand(input.strip())), subfolders).with(pages);
        this.settings = scales.with(SegmentJob.MIN_SIZE, StackSegmentation.pixels(minSize));
    }

    /**
     * Segments every file; a bad one does not end it. Blocks.
     *
     * @throws io.fovea.session.CancelledException if the user presses Escape; what was done by then stays
     */
    public FolderSegmentation run(ImagePredictor<Segmentation> segmenter) {
        inputs.note().ifPresent(IJ::log);
        FolderJob<Segmentation> job = new FolderJob<>(Jobs.SEGMENT, segmenter, settings);
        report = job.run(inputs, plan, output, new EscapeMonitor(1));
        for (FolderJob.Row row : report.rows()) {
            StringBuilder line = new StringBuilder(row.image());
            row.findings()
                    .number("objects")
                    .ifPresent(count -> line.append(String.format(ROOT, "\t%.0f objects", count)));
            line.append(String.format(ROOT, "\t%.2f s", row.seconds()));
            IJ.log(line.toString());
        }
        for (Failure failure : report.failures()) {
            IJ.log("Failed: " + failure.sentence());
        }
        IJ.log(report.done() + " of " + inputs.sources().size() + " files segmented into " + output + " on "
                + segmenter.device());
        job.remarks(report.rows(), ScaleNote.Place.MACRO).forEach(IJ::log);
        return this;
    }

    /** A row for each image. */
    public ResultsTable table() {
        ResultsTable table = new ResultsTable();
        for (FolderJob.Row row : report.rows()) {
            table.addRow();
            table.addLabel(row.image());
            for (String column : List.of("Width", "Height", "Objects")) {
                row.findings().number(column.toLowerCase(ROOT)).ifPresent(value -> table.addValue(column, value));
            }
            table.addValue("Seconds", row.seconds());
        }
        return table;
    }

    /** Throws a {@link FoveaException} that names every file that could not be done, if there is any. */
    public void failOnFailures() {
        if (!report.failures().isEmpty()) {
            String sentence =
                    report.failures().size() + " of " + inputs.sources().size() + " files could not be segmented: "
                            + report.failures().stream().map(Failure::sentence).collect(Collectors.joining(" "));
            throw report.done() > 0 ? new SomeFailedException(sentence) : new FoveaException(sentence);
        }
    }

    /** The path that a key gives; refused if it gives none. */
    static Path path(String key, String what, String text) {
        if (text.isBlank()) {
            throw new FoveaException("Say which is " + what + ": " + key + "=[...].");
        }
        return UserPath.of(text.strip())
                .orElseThrow(() -> new FoveaException("'" + text + "' is no path (" + key + ")."));
    }
}
