package io.fovea.cli;

import io.fovea.batch.BatchPlan;
import io.fovea.batch.Csv;
import io.fovea.batch.FileStore;
import io.fovea.batch.FolderJob;
import io.fovea.batch.Inputs;
import io.fovea.batch.Machines;
import io.fovea.batch.Report;
import io.fovea.image.Formats;
import io.fovea.model.Model;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Job;
import io.fovea.task.JobOption;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Prediction;
import io.fovea.task.ScaleNote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Does a job for many images: that of its name, such as {@code segment}, or, as {@code run}, all that the model is for. Jobs that make no pictures print their table where they are called by name, or write it to a file.
 */
@Command
final class JobCommand implements Callable<Integer> {
    private final Optional<Job<?>> job;
    private final Map<String, OptionSpec> options = new LinkedHashMap<>();
    private final OptionSpec output;

    @Mixin
    private BatchOptions batch;

    @Mixin
    private ResumeOptions resume;

    private final Optional<SparkOptions> spark;

    private JobCommand(Optional<Job<?>> job, Optional<SparkOptions> spark) {
        this.job = job;
        this.spark = spark;
        // On Spark it may be an address.
        Class<?> place = spark.isPresent() ? String.class : Path.class;
        output = isTableAlone()
                ? option(
                                "--output",
                                place,
                                "FILE.csv",
                                "Where to write the table" + (spark.isPresent() ? "." : " instead of stdout."))
                        .required(spark.isPresent())
                        .build()
                : option("--output", place, "DIR", "The folder to write to.")
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

    /** The same on Spark: a command for each job. */
    static List<CommandLine> allOnSpark() {
        return Jobs.all().stream()
                .map(job -> command(job.verb(), job.purpose(), Optional.of(job), Optional.of(new SparkOptions())))
                .toList();
    }

    private static CommandLine command(String name, String description, Optional<Job<?>> job) {
        return command(name, description, job, Optional.empty());
    }

    private static CommandLine command(
            String name, String description, Optional<Job<?>> job, Optional<SparkOptions> spark) {
        JobCommand command = new JobCommand(job, spark);
        CommandLine line = new CommandLine(command);
        spark.ifPresent(options -> line.addMixin("spark", options));
        CommandSpec spec = line.getCommandSpec().name(name);
        spark.ifPresent(options -> takeNoInput(spec));
        spec.usageMessage().description(description);
        spec.addOption(command.output);
        command.options.values().forEach(spec::addOption);
        return line;
    }

    /** Where a table may name the images. */
    static void takeNoInput(CommandSpec spec) {
        PositionalParamSpec inputs = spec.positionalParameters().get(0);
        spec.remove(inputs);
        spec.addPositional(inputs.toBuilder().arity("0..*").required(false).build());
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
        if (!option.hasUsual()) {
            Class<?> type = option.words().isEmpty() ? Double.class : String.class;
            return option("--" + option.name(), type, option.unit(), option.description() + ".")
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

    /** In a store nothing is gone on with. */
    private boolean isKept() {
        return output.getValue() != null
                && !FileStore.isAddress(output.getValue().toString());
    }

    private boolean isTableAlone() {
        return job.isPresent() && !job.get().writesFolder();
    }

    @Override
    public Integer call() {
        job.ifPresent(named -> {
            JobSettings chosen = settings(named, List.of(named));
            if (spark.isPresent()) {
                FolderJob.requireForMachines(named, chosen);
            }
        });
        spark.ifPresent(SparkOptions::require);
        if (output.getValue() == null && !resume.isUsual()) {
            throw batch.refused(
                    "--resume, --retry-failures and --shard need a file to keep what is done; give --output.");
        }
        if (spark.isPresent()) {
            return call(job.orElseThrow(), spark.get());
        }
        Inputs inputs = batch.inputs();
        if (isTableAlone() && output.getValue() != null) {
            check(output.getValue());
        }
        Model model = batch.model();
        List<Job<?>> todo = job.<List<Job<?>>>map(List::of).orElseGet(() -> Jobs.allOf(model));
        int code = 0;
        for (Job<?> one : todo) {
            code = Math.max(code, call(one, one.fitted(model), inputs, settings(one, todo)));
        }
        return code;
    }

    private <P extends Prediction> int call(Job<P> todo, SparkOptions machinery) {
        String place = SparkOptions.place(output.getValue(), resume, batch);
        output.setValue(place);
        if (isTableAlone() && !FileStore.isAddress(place)) {
            check(Path.of(place));
        }
        Model model = batch.model();
        String title = todo.verb() + " with " + model.name();
        try (LentMachines machines =
                new LentMachines(() -> machinery.open(title, batch.console().err()))) {
            Inputs inputs = machinery.inputs(batch, place, machines);
            machinery.requireResults(place, machines);
            return call(todo, todo.fitted(model), settings(todo, List.of(todo)), (folder, monitor) -> {
                Report<FolderJob.Row> report = onSpark(folder, model, inputs, machines.get(), monitor);
                machinery.write(() -> folder.table(inputs, report), machines);
                return report;
            });
        }
    }

    private <P extends Prediction> int call(Job<P> todo, Model model, Inputs inputs, JobSettings settings) {
        return call(todo, model, settings, (folder, monitor) -> report(folder, inputs, monitor));
    }

    private <P extends Prediction> int call(
            Job<P> todo,
            Model model,
            JobSettings settings,
            BiFunction<FolderJob<P>, Monitor, Report<FolderJob.Row>> work) {
        Console console = batch.console();
        try (ImagePredictor<P> predictor = todo.open(model, batch.device())) {
            console.announce(model, predictor.device());
            FolderJob<P> folder = new FolderJob<>(todo, predictor, settings);
            todo.cautions(model.card(), settings).forEach(console.err()::println);
            console.err().flush();
            Report<FolderJob.Row> report = batch.run(isKept(), monitor -> work.apply(folder, monitor));
            if (!isTableAlone()) {
                console.print(report, RowsText.of(report.rows()));
            } else if (output.getValue() == null) {
                console.print(report, folder.table(report.rows()));
            }
            folder.remarks(report.rows(), ScaleNote.Place.COMMAND).forEach(batch::atTheEnd);
            return resume.end(batch.console(), report);
        }
    }

    private Report<FolderJob.Row> report(FolderJob<?> folder, Inputs inputs, Monitor monitor) {
        if (output.getValue() == null) {
            return folder.run(inputs, monitor);
        }
        BatchPlan plan = resume.plan(batch.call());
        List<String> divided = folder.dividedImages(inputs, plan);
        if (!divided.isEmpty()) {
            batch.atTheEnd(
                    "Note: " + (divided.size() == 1 ? "One large image was" : divided.size() + " large images were")
                            + " divided among the " + plan.shard().count()
                            + " shares, and this share's part done; fovea merge makes the results of all parts.");
        }
        return isTableAlone()
                ? folder.runToTable(inputs, plan, output.getValue(), monitor)
                : folder.run(inputs, plan, output.<Path>getValue(), monitor);
    }

    private Report<FolderJob.Row> onSpark(
            FolderJob<?> folder, Model model, Inputs inputs, Machines machines, Monitor monitor) {
        BatchPlan plan = resume.plan(batch.call());
        String place = output.getValue();
        return isTableAlone()
                ? folder.runToTableOn(machines, model, inputs, plan, place, monitor)
                : folder.runOn(machines, model, inputs, plan, place, monitor);
    }

    /** What was given of one job's options; what none of them all has is refused. */
    private JobSettings settings(Job<?> one, List<Job<?>> all) {
        Map<String, JobOption> known = known(List.of(one));
        Map<String, JobOption> anywhere = known(all);
        JobSettings settings = JobSettings.USUAL;
        for (Map.Entry<String, OptionSpec> given : options.entrySet()) {
            String name = given.getKey();
            Object value = given.getValue().getValue();
            if (value != null && (known.containsKey(name) || !anywhere.containsKey(name))) {
                settings = with(settings, name, Optional.ofNullable(known.get(name)), value);
            }
        }
        return settings;
    }

    private static Map<String, JobOption> known(List<Job<?>> jobs) {
        Map<String, JobOption> known = new LinkedHashMap<>();
        jobs.forEach(one -> one.options().forEach(option -> known.put(option.name(), option)));
        return known;
    }

    private JobSettings with(JobSettings settings, String name, Optional<JobOption> option, Object given) {
        if (option.isEmpty()) {
            throw batch.refused("--" + name + " says nothing to the model given; leave it out.");
        }
        double value = value(option.get(), given);
        option.get().fault(value).ifPresent(fault -> {
            throw batch.refused("--" + name + " " + fault + ".");
        });
        return settings.with(option.get(), value);
    }

    /** A flag that is given is 1. */
    private double value(JobOption option, Object given) {
        if (given instanceof String text) {
            return option.value(text)
                    .orElseThrow(() ->
                            batch.refused("--" + option.name() + " is '" + text + "'; give " + option.range() + "."));
        }
        return given instanceof Number number ? number.doubleValue() : 1;
    }

    private void check(Path table) {
        if (Formats.isNamedLikeImage(table)) {
            throw batch.refused("--output is '" + table + "', the name of an image; give one that ends in .csv.");
        }
        Job<?> known = job.orElseThrow();
        Writable.check(table, "table of " + known.verb(), file -> Csv.mayReplace(file, FolderJob.firstColumns(known)));
    }
}
