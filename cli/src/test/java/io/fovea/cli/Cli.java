package io.fovea.cli;

import io.fovea.session.Cancellation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Runs the command line in this process. */
final class Cli {
    private Cli() {}

    /** What a command answered. */
    record Result(int code, String out, String err) {}

    static Result run(Object... args) {
        return run(Cancellation.NONE, args);
    }

    /** Runs a command with arguments behind those that a test always gives. */
    static Result run(List<?> command, Object... more) {
        return run(Stream.concat(command.stream(), Stream.of(more)).toArray());
    }

    static Result run(Cancellation cancellation, Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine fovea =
                Fovea.commandLine(cancellation).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = fovea.execute(Arrays.stream(args).map(String::valueOf).toArray(String[]::new));
        fovea.getOut().flush();
        fovea.getErr().flush();
        return new Result(code, out.toString(), err.toString());
    }

    /** The names of the files that a command left in a folder, sorted. */
    static List<String> written(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A file or folder of this repository. */
    static Path root(String path) {
        return Path.of(System.getProperty("fovea.root")).resolve(path);
    }
}
