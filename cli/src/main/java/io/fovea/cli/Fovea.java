package io.fovea.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;

import io.fovea.UserPath;
import io.fovea.session.Cancellation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code fovea}, which does nothing by itself, and what its sub-commands share. */
@Command(
        name = "fovea",
        description = "ONNX models for images, from the first layer to the last heat map.",
        versionProvider = Fovea.Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        sortSynopsis = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:done",
            "1:some inputs failed, each named",
            "2:wrong usage, or nothing could be done",
            "130:cancelled by Ctrl-C (143 by a request to end)"
        },
        subcommands = {
            ModelsCommand.class,
            SummaryCommand.class,
            CardCommand.class,
            InspectCommand.class,
            VerifyCommand.class,
            PackageCommand.class,
            ExplainCommand.class,
            AuditCommand.class,
            ConceptsCommand.class,
            CounterfactualCommand.class,
            RobustnessCommand.class,
            ActivationsCommand.class,
            FiltersCommand.class,
            ExploreCommand.class,
            MergeCommand.class,
            SubsetCommand.class,
            TrainCommand.class,
            ReproduceCommand.class,
            EvaluateCommand.class,
            AdaptCommand.class,
            CalibrateCommand.class,
            ExampleCommand.class,
            ImageJCommand.class,
            MacroCommand.class,
            InstallCommand.class,
            DoctorCommand.class,
            OptimizeCommand.class,
            QuantizeCommand.class,
            ExportCommand.class,
            BenchmarkCommand.class,
            CommandLine.HelpCommand.class
        })
final class Fovea implements Runnable {
    private static final String FIRST_BEHIND_JOBS = "explain";

    private final Cancellation cancellation;

    @Spec
    private CommandSpec spec;

    private final Set<String> lastLines = new LinkedHashSet<>();

    private boolean debug;

    private Fovea(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    static CommandLine commandLine(Cancellation cancellation) {
        Errors errors = new Errors(cancellation);
        return withJobs(new CommandLine(new Fovea(cancellation)))
                .registerConverter(Path.class, Fovea::path)
                .setExecutionStrategy(Errors::run)
                // A file may be called @something.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The commands of jobs are listed before the first that explains. */
    private static CommandLine withJobs(CommandLine fovea) {
        List<CommandLine> jobs = JobCommand.all();
        jobs.forEach(fovea::addSubcommand);
        CommandLine spark = SparkCommand.command();
        fovea.addSubcommand(spark);
        fovea.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, help -> {
            Map<String, Help> rest = new LinkedHashMap<>(help.subcommands());
            Map<String, Help> listed = new LinkedHashMap<>();
            for (String name : help.subcommands().keySet()) {
                if (name.equals(FIRST_BEHIND_JOBS)) {
                    jobs.forEach(job -> listed.put(job.getCommandName(), rest.remove(job.getCommandName())));
                    listed.put(spark.getCommandName(), rest.remove(spark.getCommandName()));
                }
                if (rest.containsKey(name)) {
                    listed.put(name, rest.remove(name));
                }
            }
            return help.commandList(listed);
        });
        return fovea;
    }

    /** Shells leave the {@code ~} of {@code --output=~/results} to the command. */
    private static Path path(String text) {
        return UserPath.of(text)
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is no path on this system"));
    }

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Log everything, and show where an error came from.")
    void setDebug(boolean debug) {
        this.debug = debug;
        if (debug) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
        }
    }

    /** Keeps a line for stderr that is not to scroll away: it is said once, when the command has ended. */
    void atTheEnd(String line) {
        lastLines.add(line);
    }

    /** The lines that are said when the command has ended. */
    List<String> lastLines() {
        return List.copyOf(lastLines);
    }

    Cancellation cancellation() {
        return cancellation;
    }

    boolean isDebug() {
        return debug;
    }

    /**
     * Says what is told where the process has to end without waiting for the command, after Ctrl-C.
     *
     * @param farewell a sentence
     */
    void onImpatience(Supplier<String> farewell) {
        if (cancellation instanceof Interruption interruption) {
            interruption.setFarewell(farewell);
        }
    }

    /** What shows progress for, and can cancel, one command's work. */
    ConsoleMonitor monitor(PrintWriter err) {
        return new ConsoleMonitor(cancellation, err);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: one of the commands, such as segment.");
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Fovea.class.getPackage().getImplementationVersion();
            return new String[] {"fovea " + Optional.ofNullable(version).orElse("(not packaged)")};
        }
    }
}
