package io.fovea.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Does nothing by itself; its sub-commands are the jobs, and explaining, on Apache Spark. */
@Command(
        name = "spark",
        description = "Does a job on Apache Spark: on all cores of this machine, or on the machines of a cluster."
                + " Writes the files that the command of the same name without 'spark' writes.")
final class SparkCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private SparkCommand() {}

    static CommandLine command() {
        CommandLine line = new CommandLine(new SparkCommand());
        JobCommand.allOnSpark().forEach(line::addSubcommand);
        line.addSubcommand(ExplainCommand.onSpark());
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do on Spark: one of the jobs, such as segment.");
    }
}
