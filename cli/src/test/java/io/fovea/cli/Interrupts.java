package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.FloatStack;
import io.fovea.image.OmeFiles;
import io.fovea.image.zarr.ZarrVersion;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Starts commands, interrupts them, and looks at what is left. */
final class Interrupts {
    private static final long MOST_SECONDS = 60;
    private static final double ENDING = 0.5;
    private static final int IMAGES = 60;
    private static final int CHANNELS = 12;

    /** What a test cannot install, of which the launcher has made nothing. */
    private static final String NOT_BUILT = "nothing to install beside these classes";

    private static final int SIDE = 512;

    private final Path folder;
    private final ChildJava java;
    private final Path work;

    /**
     * A command that runs for a while, in a folder of its own; {@code out} in it is where it writes.
     *
     * @param name for people
     */
    record Command(String name, List<Object> arguments) {}

    /**
     * What came of an interrupt.
     *
     * @param seconds from the signal to the end
     * @param tooLate whether the command had ended before
     * @param complaints what should not be so; empty if all is well
     */
    record Outcome(
            String what, double seconds, boolean tooLate, boolean tooEarly, boolean halted, List<String> complaints) {}

    /** With data of its own in {@code folder}. */
    Interrupts(Path folder) throws IOException {
        this.folder = folder;
        this.work = Files.createDirectories(folder.resolve("work"));
        // A process that is halted cannot take away what the libraries unpack for themselves.
        Installation unpacked = new Installation(Files.createDirectories(folder.resolve("unpacked")));
        new Install(unpacked).addNatives();
        this.java = new ChildJava(work)
                .with("-Donnxruntime.native.path=" + unpacked.natives(), "-Dfovea.native=" + unpacked.natives());
    }

    /** The commands, over inputs that keep each busy for some seconds; large models too, if wanted. */
    List<Command> commands(boolean large) throws IOException {
        Path images = Files.createDirectories(folder.resolve("images/a"));
        Path others = Files.createDirectories(folder.resolve("images/b"));
        for (int i = 0; i < IMAGES; i++) {
            TestImages.squares(images.resolve(i + ".png"), 1 + i % 12);
            TestImages.squares(others.resolve(i + ".png"), 1 + i % 12);
        }
        Path field = Cli.root("test-images/nuclei/02-dense.png");
        Path classifier = TestModels.classifier(folder);
        Path recipe = Halves.write(folder, 4000, 50);
        Path labelled = folder.resolve("labelled");
        for (String label : List.of("cat", "dog")) {
            Files.createDirectories(labelled.resolve(label));
            for (int i = 0; i < IMAGES; i++) {
                TestImages.squares(labelled.resolve(label).resolve(i + ".png"), 1 + i % 12);
            }
        }
        Path endless = Files.writeString(folder.resolve("endless.ijm"), "while (true) { x = 1; }");
        Path macro = Files.writeString(
                folder.resolve("segment.ijm"),
                "for (i = 0; i < 1000; i++) { run('Segment Folder...', 'input=[" + images
                        + "] output=out model=nuclei-trimap'); }");
        List<Command> commands = new ArrayList<>(List.of(
                command("segment", images, "--model", "nuclei-trimap", "--output", "out"),
                command("segment", Cli.root("test-images/nuclei"), "--model", "nuclei-trimap", "--output", "out"),
                command("segment", store(), "--model", "nuclei-trimap", "--output", "out", "--into-image"),
                command("classify", images, "--model", classifier, "--output", "out/scores.csv"),
                command("explain", images, "--model", "cats-dogs", "--output", "out"),
                command("explain", images, "--model", "cats-dogs", "--output", "out", "--method", "occlusion"),
                command("audit", images, "--model", "cats-dogs", "--output", "out"),
                command("concepts", images, "--model", "cats-dogs", "--output", "out"),
                command(
                        "concepts",
                        images,
                        "--model",
                        "cats-dogs",
                        "--concept",
                        images,
                        "--random",
                        others,
                        "--runs",
                        200,
                        "--output",
                        "out"),
                command("counterfactual", images.resolve("0.png"), "--model", "cats-dogs", "--output", "out"),
                command("robustness", images, "--model", "cats-dogs", "--output", "out"),
                command("activations", field, "--model", "nuclei-trimap", "--output", "out"),
                command("filters", "--model", "cats-dogs", "--class", "--steps", "500", "--output", "out/filters.png"),
                command("explore", field, "--bank", "16", "--output", "out"),
                command(
                        "subset",
                        folder.resolve("images"),
                        "out/subset",
                        "--train",
                        40,
                        "--validation",
                        10,
                        "--test",
                        10),
                command("detect", images, "--model", TestModels.detector(folder), "--output", "out"),
                command("transform", images, "--model", TestModels.twofold(folder), "--output", "out"),
                command("measure", images, "--model", TestModels.brightness(folder, 1, 2), "--output", "out"),
                command("run", images, "--model", "cats-dogs", "--output", "out"),
                command("train", recipe, "--data", folder, "--output", "out/halves.onnx"),
                command("evaluate", "--model", "cats-dogs", "--data", labelled, "--split", "all"),
                command(
                        "calibrate",
                        "cats-dogs",
                        "--data",
                        labelled,
                        "--split",
                        "all",
                        "--output",
                        "out/calibrated.onnx"),
                command("adapt", "cats-dogs", images, "--output", "out/adapted.onnx"),
                command("optimize", "pets-trimap", "--output", "out/optimized.onnx"),
                command("quantize", "cats-dogs", "--calibrate", images, "--output", "out/quantized.onnx"),
                command("export", "cats-dogs", "--with", "preparation,explanation", "--output", "out/exported.onnx"),
                command("package", "cats-dogs", "--output", "out/package.zip"),
                command("inspect", "cats-dogs", "--try", labelled),
                command("card", "cats-dogs"),
                command("install", "--zip", "out/fiji.zip"),
                command("doctor"),
                command("macro", endless),
                command("macro", macro),
                command("benchmark", "segment"),
                command("benchmark", "training"),
                command("summary", "zoo:resnet50"),
                command("models")));
        commands.addAll(onEarlierResults(images));
        if (large) {
            Path model = folder.resolve("resnet50.onnx");
            Zoo.find("zoo:resnet50").build(Architecture.Settings.DEFAULT).write(model);
            commands.add(command("classify", images, "--model", model, "--output", "out/scores.csv"));
            commands.add(command("summary", model));
            commands.add(command("explain", images, "--model", model, "--output", "out"));
        }
        return commands;
    }

    /** An image in OME-Zarr of several channels, into which labels can be written. */
    private Path store() throws IOException {
        Path store = Files.createDirectories(folder.resolve("store.ome.zarr"));
        float[] ramp = new float[SIDE * SIDE];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i / SIDE % 40 * (i % SIDE % 40);
        }
        List<float[]> planes = Collections.nCopies(CHANNELS, ramp);
        List<String> names =
                IntStream.range(0, CHANNELS).mapToObj(i -> "stain " + i).toList();
        OmeFiles.writeProbabilities(
                new FloatStack(SIDE, SIDE, planes), names, Optional.empty(), ZarrVersion.V0_5, store, "made");
        return store;
    }

    /** Commands that go on with what others wrote. */
    private List<Command> onEarlierResults(Path images) throws IOException {
        Path made = Files.createDirectories(folder.resolve("made"));
        Path recipe = Halves.write(made, 400, 2);
        Path trained = made.resolve("halves.onnx");
        Path bundle = made.resolve("package.zip");
        Path shares = made.resolve("shares");
        Stream.of(
                        Cli.run("train", recipe, "--data", made, "--output", trained),
                        Cli.run("package", "digits", "--output", bundle),
                        Cli.run("run", images, "--model", "digits", "--output", shares.resolve("1"), "--shard", "1/2"),
                        Cli.run("run", images, "--model", "digits", "--output", shares.resolve("2"), "--shard", "2/2"))
                .forEach(result -> assertThat(result.code()).as(result.err()).isZero());
        return List.of(
                command("reproduce", trained, "--data", made, "--output", "out/again.onnx"),
                command("verify", bundle),
                command("merge", shares.resolve("1"), shares.resolve("2"), "--output", "out/merged"));
    }

    private static Command command(Object... arguments) {
        return new Command(
                String.join(
                        " ", Stream.of(arguments).limit(2).map(String::valueOf).toList()),
                List.of(arguments));
    }

    /** The training of a network of images of two labels, a and b. */
    Command training(Path recipe) throws IOException {
        Path images = folder.resolve("images");
        for (String label : List.of("a", "b")) {
            Files.createDirectories(images.resolve(label));
            for (int i = 0; i < IMAGES; i++) {
                TestImages.squares(images.resolve(label).resolve(i + ".png"), 1 + i % 12);
            }
        }
        return command("train", recipe, "--data", images, "--output", "out/large.onnx");
    }

    /** Interrupts a command at some moment. */
    Outcome interrupt(Command command, Random random, double delay) throws IOException, InterruptedException {
        return interrupt(command, random, delay, 1);
    }

    /** The same by two signals, of which the second asks not to wait for anything. */
    Outcome interruptTwice(Command command, Random random, double delay) throws IOException, InterruptedException {
        return interrupt(command, random, delay, 2);
    }

    private Outcome interrupt(Command command, Random random, double delay, int signals)
            throws IOException, InterruptedException {
        clear(work);
        boolean term = random.nextInt(4) == 0;
        Process process = java.start(command.arguments().toArray());
        boolean ended = process.waitFor(Math.round(1000 * delay), TimeUnit.MILLISECONDS);
        boolean byItself = ended;
        long begin = System.nanoTime();
        for (int i = 0; i < signals && !ended; i++) {
            new ProcessBuilder("kill", term ? "-TERM" : "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
        boolean gone = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        process.destroyForcibly().waitFor();
        // The signal can meet it while it ends by itself.
        ended |= process.exitValue() == 0 && seconds < ENDING;
        ChildJava.Ended said = java.ended(process.exitValue());
        ended |= said.err().contains(NOT_BUILT);
        String what = "%s, %s after %.2f s".formatted(command.name(), term ? "TERM" : "INT", delay);
        boolean tooEarly = !ended && said.err().isEmpty() && said.out().isEmpty();
        List<String> complaints = new ArrayList<>(left());
        if (!gone) {
            complaints.add("does not end");
        }
        if (byItself && said.code() != 0 && !said.err().contains(NOT_BUILT)) {
            complaints.add(
                    "was no command to be interrupted, but ended by itself with " + said.code() + ": " + said.err());
        }
        if (!ended) {
            complaints.addAll(complaints(said, term ? 143 : 130, tooEarly));
        }
        return new Outcome(what, seconds, ended, tooEarly, said.err().contains("without waiting"), complaints);
    }

    private static List<String> complaints(ChildJava.Ended said, int code, boolean tooEarly) {
        List<String> complaints = new ArrayList<>();
        if (said.code() != code) {
            complaints.add("code " + said.code() + " in place of " + code);
        }
        String last = said.err().strip().lines().reduce("", (before, line) -> line);
        if (said.err()
                        .lines()
                        .filter(line -> line.matches("fovea: .*ancelled.*"))
                        .count()
                > 1) {
            complaints.add("says twice that it was cancelled: " + said.err());
        }
        // Before Java listens, the signal ends it without a word.
        if (!tooEarly && !last.matches("fovea: (Cancelled|The (training|work) was cancelled).*")) {
            complaints.add("says at last: " + last);
        }
        for (String wrong : List.of("should not happen", "Exception", "\tat ", "SIG", "Error")) {
            if ((said.err() + said.out()).contains(wrong)) {
                complaints.add("says '" + wrong + "': " + said.err() + said.out());
            }
        }
        return complaints;
    }

    /** What may not be left: files half-written, and those of a crash. */
    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.walk(work);
                Stream<Path> stored = Files.walk(Files.createDirectories(folder.resolve("store.ome.zarr")))) {
            return Stream.concat(files, stored)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".part") || name.startsWith("hs_err") || name.startsWith("core"))
                    .map(name -> "leaves " + name)
                    .toList();
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Why this process could not interrupt another; empty if it can. */
    static Optional<String> obstacle() throws IOException, InterruptedException {
        Path status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            long ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .findFirst()
                    .orElse(0);
            // Bit n - 1 is signal n; SIGINT is 2.
            if ((ignored & 2) != 0) {
                return Optional.of("this process was started to ignore Ctrl-C, as jobs in the background are");
            }
        }
        try {
            new ProcessBuilder("kill", "-l").start().waitFor();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("there is no program 'kill' on this system");
        }
    }
}
