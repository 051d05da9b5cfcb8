package io.fovea.cli;

import io.fovea.cli.benchmark.Benchmark;
import io.fovea.cli.benchmark.MachineFacts;
import io.fovea.cli.benchmark.Measurement;
import io.fovea.cli.benchmark.ResultsFile;
import io.fovea.cli.benchmark.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures Fovea against the bare libraries under it. */
@Command(
        name = "benchmark",
        description = "Measures Fovea against the bare libraries under it, side by side, and prints one table.")
final class BenchmarkCommand implements Runnable {
    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Only this comparison: segment, folder, models, explain, start or training.")
    private String name;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "For explain: also measure this model, an ONNX file or a name from the library.")
    private String model;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "For folder: these images, instead of some that the benchmark makes.")
    private Path data;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Also write the results to this file: .json, or anything else for CSV.")
    private Path output;

    @Override
    public void run() {
        Console console = Console.of(spec);
        List<Benchmark> all = Benchmark.all(Optional.ofNullable(model), Optional.ofNullable(data));
        List<Benchmark> chosen = all.stream()
                .filter(benchmark -> name == null || benchmark.isCalled(name))
                .toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no benchmark '" + name + "'; the known ones are "
                            + String.join(
                                    ", ", all.stream().map(Benchmark::name).toList()) + ".");
        }
        if (output != null) {
            Writable.check(output, "benchmark", ResultsFile::isOne);
        }
        console.err().println("On: " + MachineFacts.line());
        List<Measurement> results = new ArrayList<>();
        for (Benchmark benchmark : chosen) {
            console.err().println("Measuring: " + benchmark.name());
            console.err().flush();
            try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
                results.addAll(benchmark.run(monitor));
            }
        }
        console.out().print(table(results));
        console.out().flush();
        if (output != null) {
            ResultsFile.write(results, output);
            console.err().println("Wrote " + output);
        }
    }

    private static TextTable table(List<Measurement> results) {
        TextTable table = new TextTable(
                List.of("measured", "unit", "fovea", "MB", "other", "MB", "ratio", "aim", "the other is"));
        for (Measurement m : results) {
            table.row(List.of(
                    m.what(),
                    m.unit(),
                    spread(m.fovea()),
                    megabytes(m.fovea()),
                    spread(m.other()),
                    megabytes(m.other()),
                    Measurement.figure(m.ratio()),
                    m.aim(),
                    m.against()));
        }
        return table;
    }

    /** The median, and how far the rounds lie apart. */
    private static String spread(Side side) {
        if (!side.isMeasured()) {
            return "-";
        }
        return Measurement.figure(side.median()) + " (" + Measurement.figure(side.low()) + "-"
                + Measurement.figure(side.high()) + ")";
    }

    private static String megabytes(Side side) {
        return side.peak() == 0 ? "n/a" : Long.toString(Math.round(side.peak() / 1e6));
    }
}
