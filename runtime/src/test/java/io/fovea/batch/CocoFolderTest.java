package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fovea.image.Image;
import io.fovea.session.Device;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Nets;
import io.fovea.task.SegmentJob;
import io.fovea.task.Segmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The objects of a folder in one file, as COCO has them. */
class CocoFolderTest {
    private static final JobSettings COCO =
            JobSettings.USUAL.with(SegmentJob.COCO, 1).with(SegmentJob.MIN_SIZE, 0);

    @TempDir
    private Path folder;

    private final Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU);

    @BeforeEach
    void makeImages() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        for (String name : List.of("a", "b")) {
            byte[] pixels = new byte[64 * 48];
            new Random(name.charAt(0)).nextBytes(pixels);
            Image.gray8(64, 48, pixels).write(folder.resolve("in").resolve(name + ".png"));
        }
    }

    @AfterEach
    void close() {
        segmenter.close();
    }

    @Test
    void itHasTheObjectsOfTheLabelImages() throws IOException {
        segment(COCO, BatchPlan.USUAL, "out");

        JsonNode coco =
                new ObjectMapper().readTree(folder.resolve("out/coco.json").toFile());

        assertThat(coco.get("images")).hasSize(2);
        for (JsonNode image : coco.get("images")) {
            int id = image.get("id").asInt();
            String stem = image.get("file_name").asText().replace(".png", "");
            Image labels = Image.read(folder.resolve("out/" + stem + "-labels.png"));
            int[] areas = new int[1 << 16];
            for (short label : labels.shorts()) {
                areas[label & 0xffff]++;
            }
            int object = 0;
            for (JsonNode annotation : coco.get("annotations")) {
                if (annotation.get("image_id").asInt() == id) {
                    assertThat(annotation.get("area").asInt()).isEqualTo(areas[++object]);
                    assertThat(annotation.get("segmentation").get("size").toString())
                            .isEqualTo("[48,64]");
                }
            }
            assertThat(object).isPositive();
            assertThat(areas[object + 1]).isZero();
        }
    }

    @Test
    void whatIsResumedAndSharedComesToTheSame() throws IOException {
        segment(COCO, BatchPlan.USUAL, "out");
        String whole = Files.readString(folder.resolve("out/coco.json"));
        Files.delete(folder.resolve("out/coco.json"));

        segment(COCO, BatchPlan.USUAL.resuming(), "out");
        segment(COCO, BatchPlan.USUAL.of(new Shard(1, 2)), "share1");
        segment(COCO, BatchPlan.USUAL.of(new Shard(2, 2)), "share2");
        ShareMerge.run(List.of(folder.resolve("share1"), folder.resolve("share2")), folder.resolve("all"));

        assertThat(folder.resolve("out/coco.json")).hasContent(whole);
        assertThat(folder.resolve("all/coco.json")).hasContent(whole);
    }

    @Test
    void whoAsksNoMoreKeepsNoneOfEarlier() throws IOException {
        segment(COCO, BatchPlan.USUAL, "out");

        segment(JobSettings.USUAL, BatchPlan.USUAL, "out");

        assertThat(folder.resolve("out/coco.json")).doesNotExist();
        Files.writeString(folder.resolve("out/coco.json"), "{\"info\":{\"description\":\"of others\"}}");
        segment(JobSettings.USUAL, BatchPlan.USUAL, "out");
        assertThat(folder.resolve("out/coco.json")).exists();
    }

    private void segment(JobSettings settings, BatchPlan plan, String output) {
        Report<FolderJob.Row> report = new FolderJob<>(Jobs.SEGMENT, segmenter, settings)
                .run(
                        Inputs.find(List.of(folder.resolve("in").toString()), true),
                        plan,
                        folder.resolve(output),
                        Monitor.NONE);
        assertThat(report.failures()).isEmpty();
    }
}
