package io.fovea.cli;

import io.fovea.batch.Inputs;
import io.fovea.batch.Report;
import io.fovea.batch.SegmentFolder;
import io.fovea.model.Model;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Outlines and counts what images show. */
@Command(
        name = "segment",
        description =
                "Outlines and counts objects: writes labels and overlay of each image, its trimap where the model tells"
                        + " objects apart, and segment.csv.")
final class SegmentCommand implements Callable<Integer> {
    /** Classes beyond which a line would be wider than a terminal. */
    private static final int MOST_COLUMNS = 6;

    /** Of many classes, how many are told. */
    private static final int MOST_NAMED = 4;

    @Mixin
    private BatchOptions batch;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "The folder to write to.")
    private Path output;

    @Option(
            names = "--min-size",
            paramLabel = "PIXELS",
            defaultValue = "" + Segmentation.DEFAULT_MIN_SIZE,
            description = "Objects smaller than this are left out (default: ${DEFAULT-VALUE}).")
    private int minSize;

    @Override
    public Integer call() {
        if (minSize < 0) {
            throw batch.refused("--min-size is " + minSize + "; give 0 or more.");
        }
        Console console = batch.console();
        Inputs inputs = batch.inputs();
        Model model = batch.model();
        try (Segmenter segmenter = Segmenter.open(model, batch.device())) {
            console.announce(model, segmenter.device());
            Report<SegmentFolder.Row> report;
            try (ConsoleMonitor monitor = batch.monitor()) {
                report = SegmentFolder.run(segmenter, inputs, output, minSize, monitor);
            }
            console.print(report, table(report.rows()));
            return console.end(report);
        }
    }

    /** Objects are counted; of a model that tells none apart, the shares of its classes are told. */
    private static TextTable table(List<SegmentFolder.Row> rows) {
        boolean counted = rows.stream().anyMatch(row -> row.objects() >= 0);
        // Every image is answered with the same classes.
        List<String> labels = rows.isEmpty() ? List.of() : rows.get(0).labels();
        List<String> columns = new ArrayList<>(List.of("image", "width", "height"));
        columns.addAll(counted ? List.of("objects") : labels.size() > MOST_COLUMNS ? List.of("classes") : labels);
        columns.add("seconds");
        TextTable table = new TextTable(columns);
        for (SegmentFolder.Row row : rows) {
            List<Object> cells = new ArrayList<>(List.of(row.image(), row.width(), row.height()));
            if (counted) {
                cells.add(row.objects());
            } else if (labels.size() > MOST_COLUMNS) {
                cells.add(largest(row));
            } else {
                for (double fraction : row.fractions()) {
                    cells.add(percent(fraction));
                }
            }
            cells.add(String.format(Locale.ROOT, "%.2f", row.seconds()));
            table.row(cells);
        }
        return table;
    }

    /** The classes that take most of an image; segment.csv has them all. */
    private static String largest(SegmentFolder.Row row) {
        double[] fractions = row.fractions();
        return IntStream.range(0, fractions.length)
                .boxed()
                .filter(index -> fractions[index] > 0)
                .sorted(Comparator.comparingDouble(index -> -fractions[index]))
                .limit(MOST_NAMED)
                .map(index -> row.labels().get(index) + " " + percent(fractions[index]))
                .collect(Collectors.joining(", "));
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * fraction);
    }
}
