package io.fovea.cli;

import io.fovea.batch.ClassifyFolder;
import io.fovea.batch.Csv;
import io.fovea.batch.Inputs;
import io.fovea.batch.Report;
import io.fovea.image.Formats;
import io.fovea.model.Model;
import io.fovea.task.Classifier;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what images show. */
@Command(name = "classify", description = "Says what images show, as CSV: image,rank,label,probability.")
final class ClassifyCommand implements Callable<Integer> {
    @Mixin
    private BatchOptions batch;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many classes to give for each image (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--output", paramLabel = "FILE.csv", description = "Where to write the table instead of stdout.")
    private Path output;

    @Override
    public Integer call() {
        if (top < 1) {
            throw batch.refused("--top is " + top + "; give 1 or more.");
        }
        Console console = batch.console();
        Inputs inputs = batch.inputs();
        if (output != null) {
            if (Formats.isNamedLikeImage(output)) {
                throw batch.refused("--output is '" + output + "', the name of an image; give one that ends in .csv.");
            }
            Writable.check(output, "table of classify", file -> Csv.mayReplace(file, ClassifyFolder.COLUMNS));
        }
        Model model = batch.model();
        try (Classifier classifier = Classifier.open(model, batch.device())) {
            console.announce(model, classifier.device());
            Report<ClassifyFolder.Row> report;
            try (ConsoleMonitor monitor = batch.monitor()) {
                report = ClassifyFolder.run(classifier, inputs, monitor);
            }
            if (output == null) {
                console.print(report, ClassifyFolder.table(report, top));
            } else if (report.done() > 0) {
                ClassifyFolder.write(report, top, output);
            }
            return console.end(report);
        }
    }
}
