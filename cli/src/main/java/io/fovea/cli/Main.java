package io.fovea.cli;

/** Where the command line starts. */
public final class Main {
    /** The code of a command that goes on in windows of its own. */
    static final int STAYS_OPEN = -1;

    private Main() {}

    /** Runs a command and ends the process with its exit code: 0 done, 1 some inputs failed, 2 wrong usage. */
    public static void main(String[] args) {
        Interruption interruption = Interruption.watch();
        int code = Fovea.commandLine(interruption).execute(args);
        interruption.over();
        if (code != STAYS_OPEN) {
            System.exit(code);
        }
    }
}
