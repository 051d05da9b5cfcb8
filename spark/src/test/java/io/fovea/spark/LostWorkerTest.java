package io.fovea.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fovea.batch.BatchPlan;
import io.fovea.batch.FolderJob;
import io.fovea.batch.Inputs;
import io.fovea.batch.MachinePark;
import io.fovea.batch.Machines;
import io.fovea.batch.Report;
import io.fovea.task.Monitor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that loses a worker in the middle of its work, and does part of that twice for the sake of it. */
@Timeout(900)
class LostWorkerTest {
    private static final int IMAGES = 16;
    private static final int SIDE = 128;
    private static final int DIGITS = 20;
    private static final Pattern IMAGE = Pattern.compile("\"image\":\"([^\"]+)\"");

    @TempDir
    private Path folder;

    private Path images() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        BufferedImage field = ImageIO.read(Path.of(System.getProperty("fovea.root"), "test-images/nuclei/02-dense.png")
                .toFile());
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage part = field.getSubimage(i * 7, i % 4 * 90, SIDE, SIDE);
            ImageIO.write(part, "png", images.resolve("field-" + i + ".png").toFile());
        }
        Files.writeString(images.resolve("broken.png"), "no image");
        return images;
    }

    @Test
    void nothingIsLostAndNothingIsThereTwice() throws Exception {
        SparkJava.fault(Runtime.version().feature()).ifPresent(fault -> assumeTrue(false, fault));
        assumeTrue(
                !System.getProperty("os.name").startsWith("Windows"), "Spark's workers need Hadoop's tools on Windows");
        FolderWork work = new FolderWork("segment", "nuclei-trimap", Inputs.find(List.of(images().toString())));
        work.here(folder.resolve("here"));
        Path there = folder.resolve("there");
        AtomicInteger answers = new AtomicInteger();
        try (StandaloneCluster cluster = new StandaloneCluster(Files.createDirectories(folder.resolve("cluster")), 2)) {
            Map<String, String> settings = new TreeMap<>(cluster.settings());
            settings.put("partition", "0.0001");
            // Every task that is not done soon is begun a second time.
            settings.put("spark.speculation", "true");
            settings.put("spark.speculation.interval", "10ms");
            settings.put("spark.speculation.quantile", "0.1");
            settings.put("spark.speculation.multiplier", "1.01");
            settings.put("spark.speculation.minTaskRuntime", "1ms");

            Report<FolderJob.Row> report;
            try (Machines machines = MachinePark.find("spark").orElseThrow().open("a test", settings, told -> {})) {
                explain(machines);
                report = work.on(machines, BatchPlan.USUAL, there, new Monitor() {
                    @Override
                    public void report(double fraction, String message) {
                        if (answers.incrementAndGet() == 3) {
                            cluster.kill(0);
                        }
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                });
            }

            assertThat(report.done()).as(() -> text(cluster)).isEqualTo(IMAGES);
            assertThat(report.failures()).hasSize(1);
        }
        assertThat(answers).hasValueGreaterThan(3);
        assertSame(folder.resolve("here"), there);
        assertThat(journalled(there)).hasSize(IMAGES + 1).doesNotHaveDuplicates();
    }

    /** While all workers are there. */
    private void explain(Machines machines) throws IOException {
        Path here = folder.resolve("explained here");
        Path there = folder.resolve("explained there");
        try (ExplainWork work = new ExplainWork()) {
            int images = work.here(here).done();

            assertThat(work.on(machines, there).done()).isEqualTo(images).isEqualTo(DIGITS);
        }
        assertThat(ResultFiles.of(there)).containsKey("explain.csv").hasSizeGreaterThan(2 * DIGITS);
        assertSame(here, there);
    }

    private static void assertSame(Path here, Path there) throws IOException {
        Map<String, byte[]> expected = ResultFiles.of(here);
        Map<String, byte[]> found = ResultFiles.of(there);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, bytes) -> assertThat(found.get(name)).as(name).isEqualTo(bytes));
    }

    private static List<String> journalled(Path output) throws IOException {
        List<String> images = new ArrayList<>();
        for (String line : Files.readAllLines(output.resolve("segment-journal.jsonl"))) {
            if (!line.contains("\"command\"")) {
                IMAGE.matcher(line).results().limit(1).forEach(found -> images.add(found.group(1)));
            }
        }
        return images;
    }

    private static String text(StandaloneCluster cluster) {
        try {
            return cluster.logs();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
