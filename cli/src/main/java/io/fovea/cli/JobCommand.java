package io.fovea.cli;

import io.fovea.batch.Csv;
import io.fovea.batch.FolderJob;
import io.fovea.batch.Inputs;
import io.fovea.batch.Report;
import io.fovea.image.Formats;
import io.fovea.model.Model;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Job;
import io.fovea.task.JobOption;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Prediction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Does a job for many images: that of its name, such as {@code segment}, or, as {@code run}, the one that the model is
 * for. Jobs that make no pictures print their table where they are called by name, or write it to a file.
 */
@Command
final class JobCommand implements Callable<Integer> {
    private final Optional<Job<?>> job;
    private final Map<String, OptionSpec> options = new LinkedHashMap<>();
    private final OptionSpec output;

    @Mixin
    private BatchOptions batch;

    private JobCommand(Optional<Job<?>> job) {
        this.job = job;
        output = isTableAlone()
                ? option("--output", Path.class, "FILE.csv", "Where to write the table instead of stdout.")
                        .build()
                : option("--output", Path.class, "DIR", "The folder to write to.")
                        .required(true)
                        .build();
        for (Job<?> one : job.<List<Job<?>>>map(List::of).orElseGet(Jobs::all)) {
            one.options().forEach(option -> options.computeIfAbsent(option.name(), name -> spec(option)));
        }
    }

    /** A command for each job, and {@code run} for all of them. */
    static List<CommandLine> all() {
        List<CommandLine> commands = new ArrayList<>();
        for (Job<?> job : Jobs.all()) {
            commands.add(command(job.verb(), job.purpose(), Optional.of(job)));
        }
        commands.add(command(
                "run",
                "Does what the model is for: "
                        + String.join(", ", Jobs.all().stream().map(Job::verb).toList())
                        + ". Writes the pictures and the table of the command of that name.",
                Optional.empty()));
        return commands;
    }

    private static CommandLine command(String name, String description, Optional<Job<?>> job) {
        JobCommand command = new JobCommand(job);
        CommandLine line = new CommandLine(command);
        CommandSpec spec = line.getCommandSpec().name(name);
        spec.usageMessage().description(description);
        spec.addOption(command.output);
        command.options.values().forEach(spec::addOption);
        return line;
    }

    private static OptionSpec.Builder option(String name, Class<?> type, String label, String description) {
        return OptionSpec.builder(name).type(type).paramLabel(label).description(description);
    }

    private OptionSpec spec(JobOption option) {
        if (option.isFlag()) {
            return OptionSpec.builder("--" + option.name())
                    .type(Boolean.class)
                    .arity("0")
                    .description(option.description() + ".")
                    .build();
        }
        String usual = option.words(option.usual());
        OptionSpec.Builder spec = option(
                "--" + option.name(),
                option.isWhole() ? int.class : double.class,
                option.unit(),
                option.description() + " (default: " + usual + ").");
        // Of any job, an option that nobody gave is none that the model has to know.
        return job.isPresent()
                ? spec.defaultValue(usual).build()
                : spec.type(option.isWhole() ? Integer.class : Double.class).build();
    }

    private boolean isTableAlone() {
        return job.isPresent() && !job.get().writesFolder();
    }

    @Override
    public Integer call() {
        job.ifPresent(this::settings);
        Inputs inputs = batch.inputs();
        if (isTableAlone() && output.getValue() != null) {
            check(output.getValue());
        }
        Model model = batch.model();
        return call(job.orElseGet(() -> Jobs.of(model)), model, inputs);
    }

    private <P extends Prediction> int call(Job<P> todo, Model model, Inputs inputs) {
        Console console = batch.console();
        JobSettings settings = settings(todo);
        try (ImagePredictor<P> predictor = todo.open(model, batch.device())) {
            console.announce(model, predictor.device());
            FolderJob<P> folder = new FolderJob<>(todo, predictor, settings);
            Report<FolderJob.Row> report;
            try (ConsoleMonitor monitor = batch.monitor()) {
                report = isTableAlone()
                        ? folder.run(inputs, monitor)
                        : folder.run(inputs, output.<Path>getValue(), monitor);
            }
            if (!isTableAlone()) {
                console.print(report, brief(report.rows()));
            } else if (output.getValue() == null) {
                console.print(report, folder.table(report.rows()));
            } else if (report.done() > 0) {
                folder.table(report.rows()).write(output.getValue());
            }
            return console.end(report);
        }
    }

    private JobSettings settings(Job<?> todo) {
        Map<String, JobOption> known = new LinkedHashMap<>();
        todo.options().forEach(option -> known.put(option.name(), option));
        JobSettings settings = JobSettings.USUAL;
        for (Map.Entry<String, OptionSpec> given : options.entrySet()) {
            Object value = given.getValue().getValue();
            if (value != null) {
                Number number = value instanceof Number chosen ? chosen : 1;
                settings = with(settings, given.getKey(), Optional.ofNullable(known.get(given.getKey())), number);
            }
        }
        return settings;
    }

    private JobSettings with(JobSettings settings, String name, Optional<JobOption> option, Number number) {
        if (option.isEmpty()) {
            throw batch.refused("--" + name + " says nothing to the model given; leave it out.");
        }
        double value = number.doubleValue();
        option.get().fault(value).ifPresent(fault -> {
            throw batch.refused("--" + name + " " + fault + ".");
        });
        return settings.with(option.get(), value);
    }

    private void check(Path table) {
        if (Formats.isNamedLikeImage(table)) {
            throw batch.refused("--output is '" + table + "', the name of an image; give one that ends in .csv.");
        }
        Job<?> known = job.orElseThrow();
        Writable.check(table, "table of " + known.verb(), file -> Csv.mayReplace(file, FolderJob.firstColumns(known)));
    }

    private static TextTable brief(List<FolderJob.Row> rows) {
        // Every image is answered with the same columns.
        List<String> columns = new ArrayList<>(List.of("image"));
        rows.stream().findFirst().ifPresent(row -> columns.addAll(row.findings().headings()));
        TextTable table = new TextTable(columns);
        for (FolderJob.Row row : rows) {
            List<Object> cells = new ArrayList<>(List.of(row.image()));
            cells.addAll(row.findings().line());
            table.row(cells);
        }
        return table;
    }
}
