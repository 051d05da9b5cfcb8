package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fovea.image.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A long run with the nuclei model, and all that can happen to one: the memory stays flat, and whatever ends it, what is resumed
 * equals the unbroken run. In short here; {@code -Dsoak.images=10000 -Dsoak.kills=50} is the long one.
 */
@Timeout(100_000)
class SoakTest {
    private static final int IMAGES = Integer.getInteger("soak.images", 20);
    private static final int KILLS = Integer.getInteger("soak.kills", 1);
    private static final Path MEMORY = Path.of("target/soak/memory.csv");

    /** After so many all that is kept is there: code that was compiled, memory of the network. */
    private static final int WARM = 500;

    private static final int SIDE = 64;
    private static final long SLACK = 64_000;

    @TempDir
    Path folder;

    private Path images;
    private Path disk;
    private ChildJava java;

    @BeforeEach
    void prepare() throws IOException {
        images = Files.createDirectories(folder.resolve("a plate"));
        disk = folder.resolve("disk");
        java = new ChildJava(Files.createDirectories(folder.resolve("work")));
        Random random = new Random(11);
        for (int i = 0; i < IMAGES; i++) {
            field(random).write(images.resolve(String.format(Locale.ROOT, "%05d.png", i)));
        }
    }

    @AfterEach
    void giveBack() throws IOException, InterruptedException {
        if (Files.exists(disk)) {
            system("umount", disk.toString());
        }
    }

    @Test
    void memoryIsFlatAndWhateverEndsItTheEndIsTheSame() throws IOException, InterruptedException {
        Path whole = folder.resolve("whole");
        Process unbroken = java.start(command(whole));
        requireFlat(samples(unbroken, whole));
        assertThat(unbroken.waitFor()).as(said(0)).isZero();
        Map<String, String> wanted = contents(whole);
        assertThat(wanted).hasSizeGreaterThan(3 * IMAGES);

        killed(wanted);
        folderGone(wanted);
        inputDeleted(wanted);
    }

    private void killed(Map<String, String> wanted) throws IOException, InterruptedException {
        Path out = folder.resolve("killed");
        Random random = new Random(5);
        for (int i = 0; i < KILLS; i++) {
            Process process = java.start(command(out));
            // Anywhere, from Java's start to some images on.
            long before = done(out);
            int images = random.nextInt(Math.max(2, 2 * IMAGES / KILLS));
            while (process.isAlive() && done(out) < before + images) {
                process.waitFor(5, TimeUnit.MILLISECONDS);
            }
            process.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
        }
        assertThat(java.start(command(out)).waitFor()).as(said(0)).isZero();
        assertThat(contents(out)).isEqualTo(wanted);
    }

    private void folderGone(Map<String, String> wanted) throws IOException, InterruptedException {
        Path out = folder.resolve("gone");
        Process process = java.start(command(out));
        awaitImages(process, out, 3);
        Files.move(out, folder.resolve("moved away"));
        int code = process.waitFor();
        // Whoever is as fast as to be done by then has lost nothing.
        assertThat(code).isBetween(0, 2);
        if (code != 0) {
            assertThat(said(code)).contains("gone");
        }
        assertThat(java.start(command(out)).waitFor()).as(said(0)).isZero();
        assertThat(contents(out)).isEqualTo(wanted);
    }

    private void inputDeleted(Map<String, String> wanted) throws IOException, InterruptedException {
        Path out = folder.resolve("deleted");
        Path last = images.resolve(String.format(Locale.ROOT, "%05d.png", IMAGES - 1));
        byte[] bytes = Files.readAllBytes(last);
        FileTime time = Files.getLastModifiedTime(last);
        Process process = java.start(command(out));
        awaitImages(process, out, 1);
        Files.delete(last);
        assertThat(process.waitFor()).as(said(1)).isEqualTo(1);
        assertThat(said(1)).contains(last.getFileName().toString());
        Files.write(last, bytes);
        Files.setLastModifiedTime(last, time);
        assertThat(java.start(command(out)).waitFor()).as(said(0)).isZero();
        assertThat(contents(out)).isEqualTo(wanted);
    }

    /** On a disk in memory, which the system's administrator alone can make. */
    @Test
    void onAFullDiskItEndsAndGoesOnWhenThereIsRoom() throws IOException, InterruptedException {
        Files.createDirectory(disk);
        assumeTrue(
                system("mount", "-t", "tmpfs", "-o", "size=64k", "fovea", disk.toString()),
                "no small disk can be made: run as root on Linux");
        Path whole = folder.resolve("whole");
        assertThat(java.start(command(whole)).waitFor()).as(said(0)).isZero();
        Path out = disk.resolve("out");

        assertThat(java.start(command(out)).waitFor()).isEqualTo(2);
        assertThat(said(2)).contains(disk.toString()).containsIgnoringCase("full");
        assertThat(system("mount", "-o", "remount,size=2g", disk.toString())).isTrue();
        assertThat(java.start(command(out)).waitFor()).as(said(0)).isZero();
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    private Object[] command(Path out) {
        return new Object[] {
            "segment",
            images,
            "--model",
            "nuclei-trimap",
            "--device",
            "cpu",
            "--resume",
            "--retry-failures",
            "--output",
            out
        };
    }

    private String said(int code) throws IOException {
        return java.ended(code).err();
    }

    private static boolean system(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    private static void awaitImages(Process process, Path out, int count) throws IOException, InterruptedException {
        while (process.isAlive() && done(out) < count) {
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
    }

    private static long done(Path out) throws IOException {
        Path journal = out.resolve("segment-journal.jsonl");
        if (!Files.exists(journal)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(journal, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains("\"source\":")).count();
        }
    }

    /** How many images were done, and how many kilobytes the process had then. */
    private static List<long[]> samples(Process process, Path out) throws IOException, InterruptedException {
        List<long[]> samples = new ArrayList<>();
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        long step = Math.max(1, IMAGES / 200);
        while (!process.waitFor(IMAGES > WARM ? 1000 : 50, TimeUnit.MILLISECONDS)) {
            long done = done(out);
            if (Files.exists(status) && (samples.isEmpty() || done >= samples.get(samples.size() - 1)[0] + step)) {
                resident(status).ifPresent(kilobytes -> samples.add(new long[] {done, kilobytes}));
            }
        }
        return samples;
    }

    private static Optional<Long> resident(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // it has just ended
        }
    }

    /** Of short runs there is nothing to say but what was measured. */
    private static void requireFlat(List<long[]> samples) throws IOException {
        Files.createDirectories(MEMORY.getParent());
        List<String> lines = new ArrayList<>(List.of("images,kilobytes"));
        samples.forEach(sample -> lines.add(sample[0] + "," + sample[1]));
        Files.write(MEMORY, lines);
        long warm = samples.stream()
                .filter(sample -> sample[0] <= WARM)
                .mapToLong(sample -> sample[1])
                .max()
                .orElse(0);
        assertThat(samples).allSatisfy(sample -> assertThat(sample[1]).isLessThan(warm + warm / 10 + SLACK));
    }

    /** Discs on a noisy ground, other ones each time. */
    private static Image field(Random random) {
        byte[] pixels = new byte[SIDE * SIDE];
        int discs = 1 + random.nextInt(4);
        double[][] places = new double[discs][];
        for (int i = 0; i < discs; i++) {
            places[i] = new double[] {random.nextInt(SIDE), random.nextInt(SIDE), 5 + random.nextInt(6)};
        }
        for (int i = 0; i < pixels.length; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            boolean inside = false;
            for (double[] disc : places) {
                inside |= Math.hypot(x - disc[0], y - disc[1]) < disc[2];
            }
            pixels[i] = (byte) ((inside ? 160 : 25) + random.nextInt(20));
        }
        return Image.gray8(SIDE, SIDE, pixels);
    }

    /** All but journals, reports, and what a killed process was writing. */
    private static Map<String, String> contents(Path results) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(results)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = results.relativize(file).toString();
                if (!name.endsWith("-journal.jsonl") && !name.endsWith("report.html") && !name.endsWith(".part")) {
                    contents.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return contents;
    }
}
