package io.fovea.cli;

/** Where the command line starts. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code: 0 done, 1 some inputs failed, 2 wrong usage. */
    public static void main(String[] args) {
        Interruption interruption = Interruption.watch();
        int code = Fovea.commandLine(interruption).execute(args);
        interruption.over();
        System.exit(code);
    }
}
