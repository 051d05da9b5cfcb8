package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.session.CancelledException;
import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every error into a sentence on stderr and an exit code. A stack trace is shown on request only. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    static final int SOME_FAILED = 1;
    static final int NOTHING_DONE = 2;

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("fovea: " + e.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return NOTHING_DONE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("fovea: " + sentence(e));
        if (isDebug(command)) {
            e.printStackTrace(err);
        }
        return NOTHING_DONE;
    }

    private static String sentence(Exception e) {
        if (e instanceof CancelledException) {
            return "Cancelled.";
        }
        if (e instanceof FoveaException || e instanceof CancellationException) {
            return e.getMessage();
        }
        return "An error that should not happen, which --debug shows in full: " + e;
    }

    private static boolean isDebug(CommandLine command) {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root.getCommand() instanceof Fovea fovea && fovea.isDebug();
    }
}
