package io.fovea.cli;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** ONNX Runtime for Node.js and for browsers, from npm. It stays in the build folder from run to run. */
final class NodePackages {
    private static final String VERSION = "1.30.0";
    private static final long MOST_SECONDS = 180;

    private final Path folder;

    private NodePackages(Path folder) {
        this.folder = folder;
    }

    /** Installs what is not there yet; skips the test where there is no Node.js, or npm's registry is out of reach. */
    static NodePackages installed() throws IOException, InterruptedException {
        NodePackages packages = new NodePackages(Files.createDirectories(Cli.root("cli/target/npm")));
        packages.run("Node.js is not here; install it, on Debian: apt-get install nodejs npm", "node", "--version");
        for (String name : List.of("onnxruntime-node", "onnxruntime-web")) {
            Path manifest = packages.modules().resolve(name).resolve("package.json");
            if (!Files.exists(manifest) || !Files.readString(manifest).contains('"' + VERSION + '"')) {
                packages.install(name);
            }
        }
        return packages;
    }

    private void install(String name) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        run(
                "npm cannot install " + name + ", with which this test runs a model; is the registry in reach?",
                windows ? "npm.cmd" : "npm",
                "install",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--fetch-retries=0",
                "--prefix",
                folder,
                name + "@" + VERSION);
    }

    /** The folder {@code node_modules}. */
    Path modules() {
        return folder.resolve("node_modules");
    }

    /** Runs a program of Node.js where the packages are found, to its end. */
    void node(Object... arguments) throws IOException, InterruptedException {
        Ended ended = ended(command("node", arguments));
        if (ended.code() != 0) {
            throw new AssertionError(ended.said());
        }
    }

    private record Ended(int code, String said) {}

    private void run(String otherwise, String program, Object... arguments) throws InterruptedException {
        try {
            Ended ended = ended(command(program, arguments));
            if (ended.code() != 0) {
                abort(otherwise + ": " + ended.said());
            }
        } catch (IOException e) {
            abort(otherwise + ": " + e.getMessage());
        }
    }

    private static List<String> command(String program, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        for (Object argument : arguments) {
            command.add(String.valueOf(argument));
        }
        return command;
    }

    private Ended ended(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            return new Ended(process.exitValue(), Files.readString(said));
        } finally {
            Files.delete(said);
        }
    }
}
