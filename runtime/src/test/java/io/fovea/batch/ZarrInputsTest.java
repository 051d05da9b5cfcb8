package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.IndexImage;
import io.fovea.image.Origin;
import io.fovea.image.zarr.ZarrStore;
import io.fovea.session.Device;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Nets;
import io.fovea.task.SegmentJob;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZarrInputsTest {
    @TempDir
    Path folder;

    private Path in;

    @BeforeEach
    void fill() throws IOException {
        in = folder.resolve("a plate");
        store("two.ome.zarr", 2).of2();
        store("sub/one.zarr", 1).inShards(true);
        ZarrStore plate = store("hcs.zarr", 1);
        plate.text(".zattrs", "{'plate':{}}");
        plate.text("A/.zgroup", "{'zarr_format':2}");
        plate.text("A/1/.zattrs", "{'well':{}}");
        store("hcs.zarr/A/1/0", 1).of2();
        Files.writeString(in.resolve("two.ome.zarr/0/0/a.png"), "no image of ours");
    }

    private ZarrStore store(String name, int planes) {
        return new ZarrStore(in.resolve(name), planes, 40, 50);
    }

    private static List<String> names(String... inputs) {
        return Inputs.find(List.of(inputs)).sources().stream().map(Source::name).toList();
    }

    @Test
    void aFolderOfZarrIsOneImageAndAPlateIsAFolderOfImages() {
        assertThat(names(in.toString())).containsExactly("hcs.zarr/A/1/0", "sub/one.zarr", "two.ome.zarr");
        assertThat(names(in + "/two.ome.zarr")).containsExactly("two.ome.zarr");
        assertThat(names(in + "/two.ome.zarr/")).containsExactly("two.ome.zarr");
        assertThat(names(in + "/*")).contains("two.ome.zarr");
        assertThat(names(in + "/*.zarr")).contains("two.ome.zarr", "hcs.zarr/A/1/0");
        assertThat(names(in + "/hcs.zarr/*/*/0")).containsExactly("A/1/0");
        assertThat(names(in + "/hcs.zarr/A/1/0")).containsExactly("0");
    }

    @Test
    void labelsAreAStoreOfTheirOwnThatIsResumedAndLeftOutOfInputs() throws IOException {
        JobSettings settings = JobSettings.USUAL
                .with(SegmentJob.ZARR, 0.5)
                .with(SegmentJob.OME_TIFF, 1)
                .with(SegmentJob.PROBABILITIES, 1)
                .with(SegmentJob.MIN_SIZE, 0);
        Path out = in.resolve("results");
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            FolderJob<Segmentation> job = new FolderJob<>(Jobs.SEGMENT, segmenter, settings);
            Inputs inputs = Inputs.find(List.of(in + "/two.ome.zarr"));
            Report<FolderJob.Row> report = job.run(inputs, out, Monitor.NONE);

            assertThat(report.failures()).isEmpty();
            assertThat(report.rows())
                    .extracting(FolderJob.Row::image)
                    .containsExactly("two.ome.zarr#c1", "two.ome.zarr#c2");
            Path labels = out.resolve("two.ome-c2-labels.ome.zarr");
            assertThat(IndexImage.read(labels).values())
                    .isEqualTo(IndexImage.read(out.resolve("two.ome-c2-labels.ome.tif"))
                            .values());
            assertThat(Origin.of(labels)).hasValue("two.ome.zarr");
            assertThat(out.resolve("two.ome-c2-probabilities.ome.zarr/zarr.json"))
                    .exists();
            assertThat(out.resolve("two.ome-c2-labels.png")).doesNotExist();
            assertThat(names(in.toString())).containsExactly("hcs.zarr/A/1/0", "sub/one.zarr", "two.ome.zarr");

            FileTime time = Files.getLastModifiedTime(labels);
            job.run(inputs, BatchPlan.USUAL.resuming(), out, Monitor.NONE);
            assertThat(Files.getLastModifiedTime(labels)).isEqualTo(time);
            job.run(inputs, out, Monitor.NONE);
            assertThat(Files.getLastModifiedTime(labels)).isNotEqualTo(time);
            try (var all = Files.list(out)) {
                assertThat(all.filter(path -> path.getFileName().toString().startsWith(".")))
                        .isEmpty();
            }
        }
    }

    @Test
    void labelsGoIntoTheImageWhereThatIsAskedFor() throws IOException {
        JobSettings settings = JobSettings.USUAL.with(SegmentJob.INTO_IMAGE, 1);
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            FolderJob<Segmentation> job = new FolderJob<>(Jobs.SEGMENT, segmenter, settings);
            Inputs inputs = Inputs.find(List.of(in + "/two.ome.zarr", in + "/sub/one.zarr"));
            Path out = folder.resolve("out");

            assertThat(job.run(inputs, out, Monitor.NONE).failures()).isEmpty();

            assertThat(in.resolve("two.ome.zarr/labels/fovea-c2/.zattrs")).exists();
            assertThat(in.resolve("sub/one.zarr/labels/fovea/zarr.json")).exists();
            assertThat(out.resolve("two.ome-c1-labels.png")).doesNotExist();
            Path marked = in.resolve("sub/one.zarr/labels/fovea/zarr.json");
            FileTime time = Files.getLastModifiedTime(marked);
            Report<FolderJob.Row> again = job.run(inputs, BatchPlan.USUAL.resuming(), out, Monitor.NONE);
            assertThat(again.rows()).hasSize(3);
            assertThat(Files.getLastModifiedTime(marked)).isEqualTo(time);
        }
    }

    @Test
    void anImageOfWhichAChunkChangedIsDoneAgain() throws IOException {
        Path chunk = in.resolve("sub/one.zarr/s0/c/0/1/2");
        Path out = folder.resolve("out");
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            FolderJob<Segmentation> job = new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL);
            Inputs inputs = Inputs.find(List.of(in + "/two.ome.zarr", in + "/sub/one.zarr"));
            job.run(inputs, out, Monitor.NONE);
            Path changed = labels(out, "one");
            FileTime one = Files.getLastModifiedTime(changed);
            FileTime two = Files.getLastModifiedTime(labels(out, "two.ome-c1"));

            // Of the same size, as where one value is another.
            Files.setLastModifiedTime(chunk, FileTime.fromMillis(0));
            job.run(inputs, BatchPlan.USUAL.resuming(), out, Monitor.NONE);

            assertThat(Files.getLastModifiedTime(changed)).isNotEqualTo(one);
            assertThat(Files.getLastModifiedTime(labels(out, "two.ome-c1"))).isEqualTo(two);
        }
    }

    private static Path labels(Path out, String stem) throws IOException {
        try (var all = Files.walk(out)) {
            return all.filter(file -> file.getFileName().toString().equals(stem + "-labels.png"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            assertThatThrownBy(() ->
                            new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL.with(SegmentJob.ZARR, 0.45)))
                    .hasMessage("zarr is 0.45; give 0.4 or 0.5.");
        }
    }
}
