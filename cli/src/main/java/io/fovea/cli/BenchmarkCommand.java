package io.fovea.cli;

import io.fovea.cli.benchmark.Benchmark;
import io.fovea.cli.benchmark.Measurement;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
            description = "Only this comparison: segment, explain, start or train.")
    private String name;

    @Override
    public void run() {
        Console console = Console.of(spec);
        List<Benchmark> chosen = Benchmark.all().stream()
                .filter(benchmark -> name == null || benchmark.name().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no benchmark '" + name + "'; the known ones are "
                            + String.join(
                                    ", ",
                                    Benchmark.all().stream()
                                            .map(Benchmark::name)
                                            .toList()) + ".");
        }
        TextTable table = new TextTable(List.of("measured", "unit", "fovea", "other", "ratio", "aim", "the other is"));
        for (Benchmark benchmark : chosen) {
            console.err().println("Measuring: " + benchmark.name());
            console.err().flush();
            for (Measurement m : benchmark.run(fovea.cancellation())) {
                table.row(List.of(
                        m.what(),
                        m.unit(),
                        Measurement.figure(m.fovea()),
                        Measurement.figure(m.other()),
                        Measurement.figure(m.ratio()),
                        m.aim(),
                        m.against()));
            }
        }
        console.out().print(table);
        console.out().flush();
    }
}
