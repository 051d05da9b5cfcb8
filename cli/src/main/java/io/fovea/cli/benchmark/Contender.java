package io.fovea.cli.benchmark;

import io.fovea.FoveaException;
import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import io.fovea.torch.Precision;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A loop that is measured, in a process of its own, so that its memory is its own, and two libtorchs do not meet. */
final class Contender implements AutoCloseable {
    private final String name;
    private final Cancellation cancel;
    private final Path log;
    private final Process process;
    private final PrintStream ask;
    private final BufferedReader answers;

    /**
     * Starts a Java of the class path and arguments given, with the options that all contenders share, and glibc as it comes.
     *
     * @param cancel ends it while it is waited for
     */
    Contender(String name, String classPath, List<String> arguments, Cancellation cancel) {
        this(name, classPath, arguments, false, cancel);
    }

    private Contender(String name, String classPath, List<String> arguments, boolean keepsBlocks, Cancellation cancel) {
        this.name = name;
        this.cancel = cancel;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                classPath));
        command.addAll(arguments);
        try {
            log = Files.createTempFile("fovea-benchmark-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.to(log.toFile()));
            MallocSettings.apply(builder.environment(), keepsBlocks);
            process = builder.start();
        } catch (IOException e) {
            throw new FoveaException("Cannot start '" + command.get(0) + "': " + e.getMessage(), e);
        }
        ask = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * One of those that {@link #main} knows.
     *
     * @param keepsBlocks whether glibc is set as by the launcher, or as it comes
     */
    static Contender ours(String name, Workload workload, boolean keepsBlocks, Cancellation cancel) {
        return new Contender(
                name,
                System.getProperty("java.class.path"),
                List.of(Contender.class.getName(), name, workload.network()),
                keepsBlocks,
                cancel);
    }

    /** Images per second of the next round; blocks. */
    double round() {
        return answer("round");
    }

    /** User time for each image of the last round, in milliseconds; 0 where the system does not tell. */
    double userMillis() {
        return 1000 * answer("user");
    }

    /** System time for each image of the last round, in milliseconds; 0 where the system does not tell. */
    double systemMillis() {
        return 1000 * answer("system");
    }

    /** The pages that the system mapped for each image of the last round; 0 where it does not tell. */
    double faults() {
        return answer("faults");
    }

    /** The most memory it has held so far, in bytes; 0 where the system does not tell. */
    long peak() {
        return (long) answer("peak");
    }

    private double answer(String question) {
        ask.println(question);
        try {
            boolean ended = false;
            while (!ended && !answers.ready()) {
                ended = Programs.endsSoon(process, cancel);
            }
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith("=")) {
                    return Double.parseDouble(line.substring(1));
                }
            }
            throw new FoveaException("The benchmark's loop '" + name + "' ended early: "
                    + Files.readString(log).strip());
        } catch (IOException e) {
            throw new FoveaException("The benchmark's loop '" + name + "' does not answer.", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    @Override
    public void close() {
        ask.close();
        try {
            process.waitFor();
            Files.deleteIfExists(log);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            File left = log.toFile();
            left.deleteOnExit();
        }
    }

    /** {@code fovea}, {@code same} or {@code plain}, and the name of a network. */
    public static void main(String[] args) {
        Workload workload = Workload.of(args[1]);
        Turns turns = new Turns(workload.batch(), workload.steps());
        switch (args[0]) {
            case "fovea" -> FoveaLoop.run(workload, turns);
            case "same" -> new BareLoop(workload, true, Precision.automatic()).run(turns);
            case "plain" -> new BareLoop(workload, false, Precision.FP32).run(turns);
            default -> throw new FoveaException("No benchmark knows a loop '" + args[0] + "'.");
        }
        // libtorch's threads would hold the process.
        System.exit(0);
    }
}
