package io.fovea.cli.benchmark;

import io.fovea.FoveaException;
import io.fovea.session.Cancellation;
import io.fovea.task.Monitor;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** From the launcher's start to the first answer of {@code fovea classify}, on a disk that has been read before. */
final class StartBenchmark implements Benchmark {
    private static final Rounds ROUNDS = new Rounds(1, 7);

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Measurement> run(Monitor monitor) {
        Path root = Checkout.root();
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        String launcher = root.resolve(windows ? "fovea.cmd" : "fovea").toString();
        String image = Checkout.file("test-images/digits/stroke-3.png").toString();
        List<String> classify = List.of(launcher, "classify", image, "--model", "digits", "--device", "cpu");
        Path java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
        List<String> nothing = List.of(java.toString(), "-Xshare:auto", "-version");
        List<Side> sides =
                ROUNDS.measure(List.of(() -> time(classify, monitor), () -> time(nothing, monitor)), monitor);
        return List.of(new Measurement(
                "fovea classify, start to first result",
                "s",
                sides.get(0),
                sides.get(1),
                "Java that does nothing",
                ""));
    }

    private static double time(List<String> command, Cancellation cancel) {
        return Rounds.seconds(() -> start(command, cancel));
    }

    private static void start(List<String> command, Cancellation cancel) {
        try {
            File log = Files.createTempFile("fovea-", ".log").toFile();
            Process program = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(log))
                    .start();
            int code = Programs.await(program, cancel);
            String said = Files.readString(log.toPath());
            Files.delete(log.toPath());
            if (code != 0) {
                throw new FoveaException(
                        "'" + String.join(" ", command) + "' ended with " + code + ": " + said.strip());
            }
        } catch (IOException e) {
            throw new FoveaException("Cannot start '" + command.get(0) + "'.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FoveaException("Interrupted while measuring.", e);
        }
    }
}
