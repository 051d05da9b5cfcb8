package io.fovea.cli;

import io.fovea.FoveaException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** Where the command line starts. */
public final class Main {
    /** The code of a command that goes on in windows of its own. */
    static final int STAYS_OPEN = -1;

    /** Of Java's preferences, in which SciJava keeps its own: they tell of folders that nobody asked about. */
    private static final Logger PREFERENCES = Logger.getLogger("java.util.prefs");

    private Main() {}

    /**
     * Runs a command and ends the process with its exit code: 0 done, 1 some inputs failed, 2 wrong usage or nothing done,
     * 128 and a signal's number where that ended it.
     */
    public static void main(String[] args) {
        Interruption interruption = Interruption.watch(StandardError.install());
        Optional<Installation> installation = Installation.current();
        if (FoveaCmd.mustBuild(installation)) {
            System.exit(FoveaCmd.BUILD);
        }
        installation.ifPresent(Installation::use);
        PREFERENCES.setLevel(Level.OFF);
        StandardOutput out = StandardOutput.install();
        int code = run(args, interruption);
        if (interruption.isCancelled()) {
            if (code != Errors.NOTHING_DONE && interruption.commandEnded()) {
                System.err.println("fovea: Cancelled.");
            }
            System.exit(interruption.code());
        }
        if (code == STAYS_OPEN) {
            interruption.neverWait();
        } else {
            System.exit(out.check(code));
        }
    }

    private static int run(String[] args, Interruption interruption) {
        CommandLine fovea = Fovea.commandLine(interruption);
        try {
            return fovea.execute(Arguments.of(args));
        } catch (FoveaException e) {
            System.err.println("fovea: " + e.getMessage());
            return Errors.NOTHING_DONE;
        } finally {
            fovea.getOut().flush();
            fovea.getErr().flush();
            interruption.commandEnded();
        }
    }
}
