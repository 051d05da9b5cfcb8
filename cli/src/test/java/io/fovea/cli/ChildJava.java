package io.fovea.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a Java of its own, from this class path. */
final class ChildJava {
    private static final long MOST_SECONDS = 300;

    private final Path folder;
    private Class<?> program = Start.class;
    /** With what launchers and manifest give, without which newer Javas warn. */
    private final List<String> options = new ArrayList<>(List.of(
            "-XX:+UseSerialGC",
            "-XX:PretenureSizeThreshold=1m",
            "-XX:TieredStopAtLevel=1",
            "-Xmx1g",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.misc.unsafe.memory.access=allow"));

    /** What a command answered. */
    record Ended(int code, String out, String err) {}

    /** One that runs in a folder and keeps there what it says. */
    ChildJava(Path folder) {
        this.folder = folder;
    }

    /** Adds options of Java. */
    ChildJava with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Runs another program than the command line. */
    ChildJava of(Class<?> other) {
        program = other;
        return this;
    }

    /** Runs a command to its end. */
    Ended run(Object... arguments) throws IOException, InterruptedException {
        return run(Redirect.to(out().toFile()), arguments);
    }

    /** Runs a command whose standard output goes elsewhere. */
    Ended run(Redirect out, Object... arguments) throws IOException, InterruptedException {
        Process process = start(out, arguments);
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("does not end: " + Arrays.toString(arguments) + " " + text(err()));
        }
        return ended(process.exitValue());
    }

    /** Starts a command. */
    Process start(Object... arguments) throws IOException {
        return start(Redirect.to(out().toFile()), arguments);
    }

    private Process start(Redirect out, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(options);
        command.addAll(List.of(
                "-Dfovea.root=" + Cli.root(""), "-cp", System.getProperty("java.class.path"), program.getName()));
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        Files.deleteIfExists(out());
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out)
                .redirectError(err().toFile())
                .start();
    }

    /** What a command that has ended said. */
    Ended ended(int code) throws IOException {
        return new Ended(code, text(out()), text(err()));
    }

    private Path out() {
        return folder.resolve("stdout.txt");
    }

    private Path err() {
        return folder.resolve("stderr.txt");
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }
}
