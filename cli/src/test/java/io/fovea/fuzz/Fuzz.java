package io.fovea.fuzz;

import io.fovea.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lets children try inputs, watches over their time and memory, and keeps what is found.
 *
 * <pre>{@code
 * Fuzz fuzz = new Fuzz(repository, folder, 1);
 * fuzz.run(0, 4000, Duration.ofMinutes(1));
 * }</pre>
 */
final class Fuzz {
    private static final String HEAP = "-Xmx2g";

    /** What one input may take of a processor; waiting for one, on a machine with other work, does not count. */
    private static final Duration MOST_WORK = Duration.ofSeconds(20);

    private static final Duration MOST_WAITING = Duration.ofMinutes(3);

    /** Three times the heap: direct buffers may take as much again, and what the runtimes take is outside of both. */
    private static final long MOST_MEMORY = 6L << 30;

    private static final int KEPT_OF_A_CAUSE = 3;

    private final Path repository;
    private final Path folder;
    private final long seed;
    private final Map<String, List<Finding>> findings = new LinkedHashMap<>();
    private int next;
    private int most = Integer.MAX_VALUE;
    private int tried;

    private Process child;
    private BlockingQueue<String> lines;
    private String current;
    private String from = "";
    private String at = "";
    private boolean began;
    private long since;
    private Duration workBefore = Duration.ZERO;

    /**
     * A run that has not begun.
     *
     * @param folder for the sandbox and what is found; the latter stays
     * @param seed of all mutations
     */
    Fuzz(Path repository, Path folder, long seed) {
        this.repository = repository.toAbsolutePath().normalize();
        this.folder = folder.toAbsolutePath().normalize();
        this.seed = seed;
    }

    /** Tries at most so many inputs from a number on, for a time. */
    void run(int first, int count, Duration time) throws IOException, InterruptedException {
        next = first;
        most = count;
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && tried < most) {
            start(emptySandbox(), List.of(repository.toString(), Long.toString(seed), Integer.toString(next)));
            follow(end);
        }
    }

    /** Tries one file that an earlier run left. */
    void replay(Path file) throws IOException, InterruptedException {
        Path sandbox = emptySandbox();
        Path input = sandbox.resolve("work").resolve(file.getFileName());
        Files.copy(file, input);
        start(sandbox, List.of("file", input.toString()));
        follow(Long.MAX_VALUE);
    }

    /** What was found, by cause. */
    Map<String, List<Finding>> findings() {
        return findings;
    }

    /** How many inputs were tried. */
    int tried() {
        return tried;
    }

    private Path emptySandbox() throws IOException {
        Path sandbox = folder.resolve("sandbox");
        if (Files.exists(sandbox)) {
            Sandbox.empty(sandbox);
        }
        Sandbox.in(sandbox);
        return sandbox;
    }

    private void start(Path sandbox, List<String> what) throws IOException {
        List<String> options = List.of(
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-Djava.io.tmpdir=" + sandbox.resolve("tmp"),
                "-Djava.awt.headless=true",
                "-Dfovea.root=" + repository,
                "-D" + SharedData.PROPERTY + "=" + System.getProperty(SharedData.PROPERTY, ""),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                sandbox.toString());
        // In a file: ONNX Runtime has crashed on long command lines.
        Path arguments = Files.write(
                folder.resolve("arguments"),
                options.stream()
                        .map(option -> '"' + option.replace("\\", "\\\\") + '"')
                        .toList());
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + arguments));
        command.addAll(what);
        child = new ProcessBuilder(command)
                .directory(sandbox.resolve("work").toFile())
                .redirectError(folder.resolve("child.log").toFile())
                .start();
        lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(this::read, "fuzz-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                int mark = line.indexOf(Child.MARK);
                if (mark >= 0) {
                    lines.add(line.substring(mark + Child.MARK.length()));
                }
            }
        } catch (IOException e) {
            lines.add("note its output ended: " + e.getMessage());
        }
    }

    /** Hears what the child does until it ends, must be ended, or the time is over. */
    private void follow(long end) throws IOException, InterruptedException {
        current = null;
        began = false;
        since = System.nanoTime();
        while (System.nanoTime() < end && tried < most) {
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line != null) {
                hear(line);
            } else if (!child.isAlive() && lines.isEmpty()) {
                if (current != null) {
                    found("The process ended with " + child.exitValue() + "." + crash());
                    done();
                } else if (!began) {
                    throw new IllegalStateException("The child did not begin; see " + folder.resolve("child.log"));
                }
                return;
            }
            String excess = excess();
            if (!excess.isEmpty()) {
                found(excess + "\n" + stack());
                done();
                break;
            }
        }
        child.destroyForcibly().waitFor();
    }

    private void hear(String line) throws IOException {
        int space = line.indexOf(' ');
        String more = line.substring(space + 1);
        switch (line.substring(0, space)) {
            case "from" -> from = more;
            case "begin" -> {
                current = more;
                began = true;
                since = System.nanoTime();
                workBefore = work();
            }
            case "at" -> at = more;
            case "fail" -> found(more.replace('\u0001', '\n'));
            case "end" -> done();
            default -> System.err.println("fuzz: " + more);
        }
    }

    private void done() {
        current = null;
        tried++;
        next++;
    }

    private Duration work() {
        return child.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What the child takes too much of; empty for nothing. */
    private String excess() throws IOException {
        Duration waited = Duration.ofNanos(System.nanoTime() - since);
        if (current != null && waited.compareTo(MOST_WORK) > 0) {
            if (work().minus(workBefore).compareTo(MOST_WORK) > 0 || waited.compareTo(MOST_WAITING) > 0) {
                return "It did not end within " + MOST_WORK.toSeconds() + " s.";
            }
        }
        return memory() > MOST_MEMORY ? "It took more than " + (MOST_MEMORY >> 30) + " GB of memory." : "";
    }

    /** Bytes of the child in memory; 0 where the system does not tell. */
    private long memory() throws IOException {
        Path status = Path.of("/proc", Long.toString(child.pid()), "statm");
        try {
            return Files.exists(status)
                    ? 4096 * Long.parseLong(Files.readString(status).split(" ")[1])
                    : 0;
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            return 0; // it has just ended
        }
    }

    private String stack() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Path dump = folder.resolve("threads.log");
        Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(child.pid()), "Thread.print")
                .redirectErrorStream(true)
                .redirectOutput(dump.toFile())
                .start();
        if (!asked.waitFor(20, TimeUnit.SECONDS)) {
            asked.destroyForcibly();
        }
        String text = Files.readString(dump);
        int main = text.indexOf("\"main\"");
        return main < 0 ? "" : text.substring(main, Math.min(text.length(), main + 4000));
    }

    /** What the virtual machine noted of its end, in short. */
    private String crash() throws IOException {
        Path log = folder.resolve("crash.log");
        if (!Files.exists(log)) {
            return "";
        }
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        Files.delete(log);
        int frame = text.indexOf("# Problematic frame:");
        int stack = text.indexOf("Native frames:");
        return "\n" + text.substring(Math.max(0, frame), Math.min(text.length(), Math.max(0, frame) + 300)) + "\n"
                + (stack < 0 ? "" : text.substring(stack, Math.min(text.length(), stack + 3000)));
    }

    private void found(String what) throws IOException {
        Finding finding = new Finding(current, from, at, what);
        List<Finding> alike = findings.computeIfAbsent(finding.cause(), cause -> new ArrayList<>());
        alike.add(finding);
        Path input = Path.of(current);
        Path kept = folder.resolve("findings").resolve(input.getFileName());
        if (alike.size() <= KEPT_OF_A_CAUSE) {
            Files.createDirectories(kept.getParent());
            Files.copy(input, kept, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(
                    kept.resolveSibling(kept.getFileName() + ".txt"),
                    "made of " + from + ", at " + at + "\n" + what + "\n");
            System.err.println("fuzz: " + finding.cause() + ", left as " + kept);
        }
    }
}
