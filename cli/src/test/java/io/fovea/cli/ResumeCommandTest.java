package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCommandTest {
    /** More, such as 50, look longer. */
    private static final int KILLS = Integer.getInteger("fovea.kills", 3);

    private static final int IMAGES = 60;

    @TempDir
    Path folder;

    private Path images;
    private Path out;

    @BeforeEach
    void prepare() throws IOException {
        images = Files.createDirectories(folder.resolve("images/deep")).getParent();
        out = folder.resolve("out");
        for (int i = 0; i < IMAGES; i++) {
            TestImages.squares(images.resolve((i % 2 == 0 ? "" : "deep/") + i + ".png"), 1 + i % 12);
        }
        Files.writeString(images.resolve("bad.png"), "no image");
    }

    /** {@code kill -9}, as an operating system short of memory or a scheduler does it. */
    @Test
    void whatIsKilledAtAnyMomentAndResumedEqualsTheUnbrokenRun() throws IOException, InterruptedException {
        Path whole = folder.resolve("whole");
        Random random = new Random(15);
        List<Object> command = List.of("segment", images, "--model", "nuclei-trimap", "--device", "cpu", "--output");
        ChildJava java = new ChildJava(Files.createDirectories(folder.resolve("work")));
        assertThat(java.run(with(command, whole)).code()).isEqualTo(1);

        int killed = 0;
        for (int i = 0; i < KILLS; i++) {
            Process process = java.start(with(command, out, "--resume"));
            // Once it has begun to work, or the tests of a fast machine would only ever meet the start.
            Path journal = out.resolve("segment-journal.jsonl");
            long before = Files.exists(journal) ? Files.size(journal) : 0;
            while (process.isAlive() && (Files.exists(journal) ? Files.size(journal) : 0) <= before) {
                process.waitFor(5, TimeUnit.MILLISECONDS);
            }
            // The first time at once, so that one at least is killed however fast the machine is.
            killed += process.waitFor(random.nextInt(1 + Math.min(900, 300 * i)), TimeUnit.MILLISECONDS) ? 0 : 1;
            process.destroyForcibly().waitFor();
        }
        assertThat(java.run(with(command, out, "--resume")).code()).isEqualTo(1);

        assertThat(killed).isPositive();
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @Test
    void everyCommandResumes() throws IOException {
        Path classifier = TestModels.classifier(folder);
        for (List<Object> command : List.<List<Object>>of(
                List.of("segment", images, "--model", TestModels.trimap(folder), "--output", out),
                List.of("explain", images, "--model", classifier, "--method", "layercam", "--output", out),
                List.of("classify", images, "--model", classifier, "--output", out.resolve("scores.csv")))) {
            Cli.Result first = Cli.run(command.toArray());
            Map<String, String> before = contents(out);
            Cli.Result second = Cli.run(with(command, "--resume"));

            assertThat(first.code()).as(first.err()).isEqualTo(1);
            assertThat(second.code()).as(second.err()).isEqualTo(1);
            assertThat(second.out()).isEqualTo(first.out());
            assertThat(second.err())
                    .isEqualTo(first.err()
                            + "Note: What failed before was not tried again; --retry-failures does that."
                            + System.lineSeparator());
            assertThat(contents(out)).isEqualTo(before);
        }
        assertThat(Files.readAllLines(out.resolve("failures.csv")))
                .extracting(line -> line.replaceAll("csv,.*", "csv"))
                .containsExactly(
                        "image,table,failure", "bad.png,segment.csv", "bad.png,explain.csv", "bad.png,scores.csv");
    }

    @Test
    void sharesAreJoined() throws IOException {
        Path model = TestModels.trimap(folder);
        Path whole = folder.resolve("whole");
        Cli.run("segment", images, "--model", model, "--output", whole);
        Cli.run("segment", images, "--model", model, "--output", out, "--shard", "1/2");

        Cli.Result early = Cli.run("merge", out);
        Cli.run("segment", images, "--model", model, "--output", out, "--shard", "2/2");
        Cli.Result merged = Cli.run("merge", out);

        assertThat(early.code()).isEqualTo(1);
        assertThat(early.err()).contains("There is no journal of share 2/2 of 'segment.csv'");
        assertThat(merged.code()).isEqualTo(1);
        assertThat(merged.out()).isEqualToNormalizingNewlines("segment.csv: 60 images, 1 failure\n");
        assertThat(merged.err()).contains("bad.png' is not an image");
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @Test
    void whatCannotBeIsSaid() throws IOException {
        Path classifier = TestModels.classifier(folder);

        assertThat(Cli.run("classify", images, "--model", classifier, "--resume")
                        .err())
                .contains("--resume, --retry-failures and --shard need a file to keep what is done; give --output.");
        assertThat(Cli.run("segment", images, "--model", classifier, "--output", out, "--shard", "3/2")
                        .err())
                .contains("--shard")
                .contains("There is no share 3 of 2; they are numbered from 1.");
        assertThat(Cli.run("merge", images).err()).contains("There is no journal in '" + images + "'");
        assertThat(Cli.run("merge", images, out).err()).contains("say where to join them with --output");
    }

    private static Object[] with(List<Object> command, Object... more) {
        return Stream.concat(command.stream(), Arrays.stream(more)).toArray();
    }

    /** All that must be the same of two runs: everything but journals and reports. */
    private static Map<String, String> contents(Path results) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(results)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = results.relativize(file).toString().replace('\\', '/');
                // A process that is killed cannot take away what it was writing.
                if (!name.endsWith("-journal.jsonl") && !name.endsWith("report.html") && !name.endsWith(".part")) {
                    contents.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return contents;
    }
}
