package io.fovea.cli;

import java.util.Optional;

/** Where the command line starts. */
public final class Main {
    /** The code of a command that goes on in windows of its own. */
    static final int STAYS_OPEN = -1;

    private Main() {}

    /** Runs a command and ends the process with its exit code: 0 done, 1 some inputs failed, 2 wrong usage. */
    public static void main(String[] args) {
        Optional<Installation> installation = Installation.current();
        if (FoveaCmd.mustBuild(installation)) {
            System.exit(FoveaCmd.BUILD);
        }
        installation.ifPresent(Installation::use);
        Interruption interruption = Interruption.watch();
        int code = Fovea.commandLine(interruption).execute(Arguments.of(args));
        interruption.over();
        if (code != STAYS_OPEN) {
            System.exit(code);
        }
    }
}
