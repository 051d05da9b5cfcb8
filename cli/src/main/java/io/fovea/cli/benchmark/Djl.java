package io.fovea.cli.benchmark;

import io.fovea.session.Cancellation;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deep Java Library, which Fovea itself does not use: fetched by Maven for the benchmark, run in a process of its own.
 *
 * @param classPath of DJL alone
 * @param loop the program that trains with it
 */
record Djl(String classPath, Path loop) {
    static final String VERSION = "0.35.1";

    private static final Logger LOG = LoggerFactory.getLogger(Djl.class);

    /** DJL where Maven can get it, which may take minutes the first time; otherwise the log says why it is left out. Throws if cancelled. */
    static Optional<Djl> find(Cancellation cancel) {
        Path folder = Checkout.root().resolve("cli/djl");
        Path list = Checkout.root().resolve("cli/target/djl-classpath.txt");
        try {
            if (!Files.isRegularFile(list)) {
                fetch(folder, list, cancel);
            }
            return Optional.of(new Djl(Files.readString(list).strip(), folder.resolve("DjlLoop.java")));
        } catch (IOException e) {
            LOG.warn("DJL is left out: {}", e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void fetch(Path folder, Path list, Cancellation cancel) throws IOException, InterruptedException {
        boolean windows = File.separatorChar == '\\';
        Path log = Files.createTempFile("fovea-djl-", ".log");
        Process maven = new ProcessBuilder(
                        windows ? "mvn.cmd" : "mvn",
                        "-q",
                        "-B",
                        "-f",
                        folder.toString(),
                        "-Ddjl.version=" + VERSION,
                        "-Dmdep.outputFile=" + list,
                        "dependency:build-classpath")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        int code = Programs.await(maven, cancel);
        String said = Files.readString(log).strip();
        Files.delete(log);
        if (code != 0 || !Files.isRegularFile(list)) {
            throw new IOException(
                    "Maven cannot get it: " + said.lines().findFirst().orElse("no reason given"));
        }
    }

    /** Whether it can train this network: on PyTorch, its transposed convolution answers "Not implemented". */
    boolean runs(Workload workload) {
        return !workload.network().equals("trimap-net");
    }

    /** Its training loop. */
    Contender start(Workload workload, Cancellation cancel) {
        String ours = Checkout.root().resolve("cli/target/classes").toString();
        return new Contender(
                "DJL",
                classPath + File.pathSeparator + ours,
                List.of(
                        "-Dai.djl.offline=true",
                        loop.toString(),
                        workload.network(),
                        Integer.toString(workload.side()),
                        Integer.toString(workload.batch()),
                        Integer.toString(workload.classes()),
                        Integer.toString(workload.steps())),
                cancel);
    }
}
