package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.report.Letters;
import io.fovea.session.Cancellation;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every error into a sentence on stderr and an exit code. A stack trace is shown on request only. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    static final int SOME_FAILED = 1;
    static final int NOTHING_DONE = 2;

    private static final int SHOWN = 200;

    private final Cancellation cancellation;

    /** Errors of a command; once it is cancelled, that is what is told of whatever goes wrong in it. */
    Errors(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** Runs a command. picocli hands over exceptions alone; what else is thrown goes the same way. */
    static int run(ParseResult parsed) {
        try {
            int code = new RunLast().execute(parsed);
            CommandLine root = parsed.commandSpec().commandLine();
            if (root.getCommand() instanceof Fovea fovea) {
                fovea.lastLines().forEach(root.getErr()::println);
                root.getErr().flush();
            }
            return code;
        } catch (Error e) {
            throw new ExecutionException(parsed.commandSpec().commandLine(), e.toString(), e);
        }
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        if (e.getCause() instanceof DeviceOption.Listing) {
            return list(command, err);
        }
        err.println("fovea: " + e.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return NOTHING_DONE;
    }

    private static int list(CommandLine command, PrintWriter err) {
        try {
            command.getOut().print(DeviceOption.Listing.table());
            command.getOut().flush();
            return 0;
        } catch (FoveaException e) {
            err.println("fovea: " + e.getMessage());
            return NOTHING_DONE;
        }
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (cancellation instanceof Interruption interruption
                && interruption.isCancelled()
                && !interruption.commandEnded()) {
            return NOTHING_DONE; // it took too long, and that was said
        }
        PrintWriter err = command.getErr();
        Throwable thrown = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        String sentence = sentence(thrown, parsed);
        err.println("fovea: " + sentence);
        Arrays.stream(thrown.getSuppressed())
                .filter(FoveaException.class::isInstance)
                .map(Throwable::getMessage)
                .filter(beside -> !beside.equals(sentence))
                .forEach(beside -> err.println("Note: " + beside));
        if (mayBeOfFonts(thrown)) {
            Letters.absence().ifPresent(beside -> err.println("Note: " + beside));
        }
        if (isDebug(command)) {
            thrown.printStackTrace(err);
        }
        return NOTHING_DONE;
    }

    /** Whether Java may have failed at drawing a letter: it has several kinds of errors for that, and none that says it. */
    private boolean mayBeOfFonts(Throwable thrown) {
        boolean explained = thrown instanceof FoveaException
                || thrown instanceof CancellationException
                || cancellation.isCancelled();
        boolean exhausted = thrown instanceof OutOfMemoryError || thrown instanceof StackOverflowError;
        return !explained && !exhausted;
    }

    private String sentence(Throwable e, ParseResult parsed) {
        if (e instanceof CancellationException) {
            return e.getMessage();
        }
        if (cancellation.isCancelled()) {
            return "Cancelled.";
        }
        if (e instanceof FoveaException) {
            return e.getMessage();
        }
        return e instanceof Error ? sentence((Error) e, shown(parsed)) : unexpected(e);
    }

    private static String sentence(Error e, String command) {
        if (e instanceof OutOfMemoryError) {
            return "'" + command + "' needs more memory than Java was given, which is " + HeapLimit.given() + " ("
                    + e.getMessage() + "); " + HeapLimit.remedy() + ".";
        }
        if (e instanceof StackOverflowError) {
            return "'" + command + "' nests deeper than Java's stack allows; give it more, such as"
                    + " FOVEA_JAVA_OPTIONS=-Xss64m in the environment.";
        }
        if (e instanceof LinkageError) {
            return "A library that '" + command + "' needs is missing, or does not run on this system (" + e
                    + "); remove the folder cli/target, so that Fovea is built anew.";
        }
        return unexpected(e);
    }

    private static String unexpected(Throwable e) {
        return "An error that should not happen, which --debug shows in full: " + e;
    }

    /** The command as it was given, which names its files; the beginning of a long one. */
    private static String shown(ParseResult parsed) {
        String line = "fovea " + String.join(" ", parsed.originalArgs());
        return line.length() > SHOWN ? line.substring(0, SHOWN) + " ..." : line;
    }

    private static boolean isDebug(CommandLine command) {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root.getCommand() instanceof Fovea fovea && fovea.isDebug();
    }
}
