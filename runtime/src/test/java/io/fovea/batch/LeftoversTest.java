package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;

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

class LeftoversTest {
    private static final JobSettings ALL = JobSettings.USUAL.with(SegmentJob.GEOJSON, 1);
    private static final JobSettings BARE = JobSettings.USUAL.with(SegmentJob.NO_ROIS, 1);

    @TempDir
    private Path folder;

    private Path in;
    private Path out;
    private final Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU);

    @BeforeEach
    void makeImages() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        out = folder.resolve("out");
        for (String name : List.of("a", "b")) {
            byte[] pixels = new byte[64 * 48];
            new Random(name.charAt(0)).nextBytes(pixels);
            Image.gray8(64, 48, pixels).write(in.resolve(name + ".png"));
        }
    }

    @AfterEach
    void close() {
        segmenter.close();
    }

    @Test
    void whatBelongsToLabelsThatAreNoMoreIsTakenAway() {
        segment(ALL, BatchPlan.USUAL, in);
        assertThat(out.resolve("a-rois.zip")).exists();
        assertThat(out.resolve("a.geojson")).exists();

        segment(BARE, BatchPlan.USUAL.withoutReport(), in);

        for (String name : List.of("a-rois.zip", "b-rois.zip", "a.geojson", "b.geojson", "report.html")) {
            assertThat(out.resolve(name)).doesNotExist();
        }
        assertThat(out.resolve("a-labels.png")).exists();
        assertThat(out.resolve("objects.csv")).exists();
    }

    @Test
    void whatIsAboutOtherImagesStays() {
        segment(ALL, BatchPlan.USUAL, in);

        segment(BARE, BatchPlan.USUAL, in.resolve("a.png"));

        assertThat(out.resolve("a-rois.zip")).doesNotExist();
        assertThat(out.resolve("b-rois.zip")).exists();
        assertThat(out.resolve("b.geojson")).exists();
    }

    @Test
    void whatSomebodyElseWroteStays() throws IOException {
        segment(ALL, BatchPlan.USUAL, in);
        Files.writeString(out.resolve("a.geojson"), "{\"type\":\"FeatureCollection\",\"features\":[]}");
        Files.writeString(out.resolve("report.html"), "<!DOCTYPE html><p>mine");
        Files.writeString(out.resolve("their-journal.jsonl"), "{\"run\":[],\"image\":3,\"files\":7}\n");
        Files.writeString(out.resolve("another-journal.jsonl"), "{\"run\":\"r\",\"image\":\"a.png\"}\n");

        segment(BARE, BatchPlan.USUAL.withoutReport(), in);

        assertThat(out.resolve("a.geojson")).exists();
        assertThat(out.resolve("b.geojson")).doesNotExist();
        assertThat(out.resolve("report.html")).hasContent("<!DOCTYPE html><p>mine");
        assertThat(out.resolve("their-journal.jsonl")).exists();
    }

    @Test
    void theResultsOfAnotherTableStay() throws IOException {
        segment(ALL, BatchPlan.USUAL, in);
        String lines = Files.readString(out.resolve("segment-journal.jsonl"));
        Files.writeString(
                out.resolve("detect-journal.jsonl"),
                lines.replaceAll("\"at\":\"20", "\"at\":\"21")
                        .replaceAll("\"[ab]-(labels|overlay|trimap)", "\"gone-$1"));

        segment(BARE, BatchPlan.USUAL, in);

        assertThat(out.resolve("a-rois.zip")).exists();
    }

    /** Results of a run with the same options as an earlier one have all that belongs to them. */
    @Test
    void whatIsWrittenAnewStays() {
        segment(ALL, BatchPlan.USUAL, in);
        segment(BARE, BatchPlan.USUAL, in);
        segment(ALL, BatchPlan.USUAL.resuming(), in);

        for (String name : List.of("a-rois.zip", "b-rois.zip", "a.geojson", "b.geojson", "report.html")) {
            assertThat(out.resolve(name)).exists();
        }
    }

    /** Shares in folders of their own are joined twice, the second time without outlines. */
    @Test
    void ofAnEarlierMergeNothingStaysThatIsAboutOtherLabels() {
        List<Path> shares = List.of(folder.resolve("share1"), folder.resolve("share2"));
        for (JobSettings settings : List.of(ALL, BARE)) {
            for (int i = 0; i < 2; i++) {
                segment(settings, BatchPlan.USUAL.of(new Shard(i + 1, 2)), in, shares.get(i));
            }
            ShareMerge.run(shares, out);
            assertThat(out.resolve("a-rois.zip").toFile().exists()).isEqualTo(settings == ALL);
            assertThat(out.resolve("b.geojson").toFile().exists()).isEqualTo(settings == ALL);
            assertThat(out.resolve("b-labels.png")).exists();
        }
    }

    private void segment(JobSettings settings, BatchPlan plan, Path input) {
        segment(settings, plan, input, out);
    }

    private void segment(JobSettings settings, BatchPlan plan, Path input, Path output) {
        Report<FolderJob.Row> report = new FolderJob<>(Jobs.SEGMENT, segmenter, settings)
                .run(Inputs.find(List.of(input.toString()), true), plan, output, Monitor.NONE);
        assertThat(report.failures()).isEmpty();
    }
}
