package io.fovea.cli.benchmark;

import io.fovea.session.Cancellation;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deep Java Library, which Fovea itself does not use: fetched by Maven for the benchmark, run in a process of its own, as its
 * native libraries are others than Fovea's.
 *
 * @param version of DJL
 * @param classPath of DJL and what it needs
 * @param program that is measured
 */
record Djl(String version, String classPath, Path program) {

    private static final Logger LOG = LoggerFactory.getLogger(Djl.class);

    /** DJL on PyTorch, which trains. Otherwise as {@link #forImages}. */
    static Optional<Djl> forTraining(Cancellation cancel) {
        return find("0.35.1", "pom.xml", "DjlLoop.java", cancel);
    }

    /**
     * DJL on ONNX Runtime, where Maven can get it, which may take minutes the first time; otherwise the log says why it is left
     * out. Throws if cancelled.
     */
    static Optional<Djl> forImages(Cancellation cancel) {
        return find("0.38.0", "images.xml", "DjlImages.java", cancel);
    }

    private static Optional<Djl> find(String version, String project, String program, Cancellation cancel) {
        Path folder = Checkout.root().resolve("cli/djl");
        Path list = Checkout.root().resolve("cli/target/djl-" + version + "-classpath.txt");
        try {
            if (!Files.isRegularFile(list)) {
                fetch(version, folder.resolve(project), list, cancel);
            }
            return Optional.of(new Djl(version, Files.readString(list).strip(), folder.resolve(program)));
        } catch (IOException e) {
            LOG.warn("DJL is left out: {}", e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void fetch(String version, Path project, Path list, Cancellation cancel)
            throws IOException, InterruptedException {
        boolean windows = File.separatorChar == '\\';
        Path log = Files.createTempFile("fovea-djl-", ".log");
        Process maven = new ProcessBuilder(
                        windows ? "mvn.cmd" : "mvn",
                        "-q",
                        "-B",
                        "-f",
                        project.toString(),
                        "-Ddjl.version=" + version,
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
        return start(
                List.of(
                        workload.network(),
                        Integer.toString(workload.side()),
                        Integer.toString(workload.batch()),
                        Integer.toString(workload.classes()),
                        Integer.toString(workload.steps())),
                cancel);
    }

    /** Its program, with these arguments. */
    Contender start(List<String> arguments, Cancellation cancel) {
        String ours = Checkout.root().resolve("cli/target/classes").toString();
        List<String> all = new ArrayList<>(List.of("-Dai.djl.offline=true", program.toString()));
        all.addAll(arguments);
        return new Contender("DJL", classPath + File.pathSeparator + ours, all, cancel);
    }
}
