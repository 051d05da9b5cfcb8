package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import io.fovea.image.IndexImage;
import io.fovea.session.Device;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Nets;
import io.fovea.task.ScaleNote;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeImagesTest {
    private static final int WIDTH = 250;
    private static final int HEIGHT = 100_100;

    @TempDir
    Path folder;

    @Test
    void aLargeImageIsDoneInStripsAndLeftWhenResumed() throws IOException {
        Path in = Files.createDirectories(folder.resolve("a plate"));
        Path out = folder.resolve("results");
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                // A square of 30 pixels in every 1,000 rows, the 50th of which is a bar across 900 rows.
                boolean bar = y / 1000 == 50;
                pixels[y * WIDTH + x] = (byte) (x >= 100 && x < 130 && y % 1000 < (bar ? 900 : 30) ? 255 : 0);
            }
        }
        Image.gray8(WIDTH, HEIGHT, pixels).write(in.resolve("large.tif"));
        Image.gray8(40, 40, new byte[1600]).write(in.resolve("small.tif"));

        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            FolderJob<Segmentation> job = new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL);
            Report<FolderJob.Row> report = job.run(Inputs.find(List.of(in.toString())), out, Monitor.NONE);

            assertThat(report.failures()).isEmpty();
            assertThat(report.rows().get(0).findings().number("objects")).hasValue(101);
            assertThat(job.remarks(report.rows(), ScaleNote.Place.COMMAND))
                    .singleElement()
                    .asString()
                    .contains("strip by strip");
            assertThat(out.resolve("large-labels.tif")).exists();
            assertThat(out.resolve("small-labels.png")).exists();
            int[] labels = IndexImage.read(out.resolve("large-labels.tif")).values();
            assertThat(labels[50_899 * WIDTH + 129]).isEqualTo(51);
            assertThat(labels[100_029 * WIDTH + 100]).isEqualTo(101);
            assertThat(labels[100_030 * WIDTH + 100]).isZero();
            assertThat(Files.readAllLines(out.resolve("objects.csv")))
                    .hasSize(102)
                    .anyMatch(line -> line.startsWith("large.tif,51,27000,"));

            Path written = out.resolve("large-labels.tif");
            FileTime time = Files.getLastModifiedTime(written);
            Report<FolderJob.Row> again =
                    job.run(Inputs.find(List.of(in.toString())), BatchPlan.USUAL.resuming(), out, Monitor.NONE);
            assertThat(again.rows()).hasSize(2);
            assertThat(Files.getLastModifiedTime(written)).isEqualTo(time);
        }
    }
}
