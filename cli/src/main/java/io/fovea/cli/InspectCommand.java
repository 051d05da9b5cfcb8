package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.inspect.Inspection;
import io.fovea.inspect.Ranking;
import io.fovea.inspect.TrialScore;
import io.fovea.model.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Says what a model means and how that is known, and finds the preparation that it wants. */
@Command(
        name = "inspect",
        description = "Says what a model means, where each fact comes from, what could not be known and what would"
                + " fail. With --try it finds out which preparation of images is the right one.")
final class InspectCommand implements Runnable {
    private static final int LONGEST = 60;

    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelArgument model;

    @Option(
            names = "--try",
            paramLabel = "DIR",
            description =
                    "Images with known answers: a subfolder for each label, or names that begin with the number of"
                            + " the class; for a model that segments, a folder 'images' beside one of masks.")
    private Path examples;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "How many of them to try (default: 400, or 60 with masks).")
    private Integer most;

    @Mixin
    private DeviceOption device;

    @Override
    public void run() {
        if (most != null && most < 1) {
            throw new ParameterException(spec.commandLine(), "--most is " + most + "; give 1 or more.");
        }
        Console console = Console.of(spec);
        Model told = model.model();
        print(console, Inspection.of(told, device.device()));
        if (examples != null) {
            Ranking ranking;
            try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
                ranking = Ranking.of(
                        told,
                        examples,
                        most == null ? OptionalInt.empty() : OptionalInt.of(most),
                        device.device(),
                        monitor);
            } catch (FoveaException e) {
                console.out().flush();
                throw e;
            }
            print(console, ranking);
        }
        console.out().flush();
    }

    private static void print(Console console, Inspection inspection) {
        TextTable table = new TextTable(List.of("key", "value", "known by"));
        for (Inspection.Fact fact : inspection.facts()) {
            table.row(List.of(fact.key(), shortened(fact.value()), fact.basis()));
        }
        console.out().print(table);
        inspection.able().forEach(console.out()::println);
        inspection.troubles().forEach(trouble -> console.out().println("Fails: " + trouble));
        inspection.unknown().forEach(unknown -> console.out().println("Not known: " + unknown));
        console.out().flush();
    }

    private static String shortened(String value) {
        String line = value.replace("\n", ", ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private static void print(Console console, Ranking ranking) {
        console.out().println();
        TextTable table = new TextTable(
                List.of("rank", "pixels", "color", ranking.measures(), "images", "certainty", "log likelihood", ""));
        int rank = 0;
        for (TrialScore outcome : ranking.outcomes()) {
            table.row(List.of(
                    ++rank,
                    outcome.tried().pixels(),
                    outcome.tried().colorWord(),
                    String.format(Locale.ROOT, "%.3f", outcome.score()),
                    outcome.images(),
                    String.format(Locale.ROOT, "%.3f", outcome.certainty()),
                    String.format(Locale.ROOT, "%.3f", outcome.logLikelihood()),
                    outcome.tried().equals(ranking.before()) ? "as it was" : ""));
        }
        console.out().print(table);
        ranking.reason().ifPresent(console.out()::println);
        ranking.doubt().ifPresent(doubt -> console.out().println("Careful: " + doubt));
        console.out()
                .println("Best on " + ranking.images() + " images: "
                        + ranking.best().tried().options());
    }
}
