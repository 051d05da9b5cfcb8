package io.fovea.cli;

import io.fovea.batch.Report;
import io.fovea.batch.SegmentFolder;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
        List<Path> files = batch.files();
        Model model = batch.model();
        try (Segmenter segmenter = Segmenter.open(model, batch.device())) {
            console.announce(model, segmenter.device());
            Report<SegmentFolder.Row> report;
            try (ConsoleMonitor monitor = batch.monitor()) {
                report = SegmentFolder.run(segmenter, files, output, minSize, monitor);
            }
            console.out().print(table(report.rows(), segmenter.card()));
            return console.end(report);
        }
    }

    private static TextTable table(List<SegmentFolder.Row> rows, Card card) {
        boolean counted = rows.stream().anyMatch(row -> row.objects() >= 0);
        List<String> columns = new ArrayList<>(List.of("image", "width", "height"));
        if (counted) {
            columns.add("objects");
        } else {
            columns.addAll(card.labels());
        }
        columns.add("seconds");
        TextTable table = new TextTable(columns);
        for (SegmentFolder.Row row : rows) {
            List<Object> cells = new ArrayList<>(List.of(row.image(), row.width(), row.height()));
            if (counted) {
                cells.add(row.objects());
            } else {
                for (double fraction : row.fractions()) {
                    cells.add(String.format(Locale.ROOT, "%.1f%%", 100 * fraction));
                }
            }
            cells.add(String.format(Locale.ROOT, "%.2f", row.seconds()));
            table.row(cells);
        }
        return table;
    }
}
