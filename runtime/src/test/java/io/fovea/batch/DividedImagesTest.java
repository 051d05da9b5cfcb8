package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Image;
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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One image for several machines. */
class DividedImagesTest {
    private static final int WIDTH = 250;
    private static final int HEIGHT = 100_100;

    @TempDir
    Path folder;

    /** Bars lie across every seam, wherever it is. */
    @Test
    void sharesOfOneImageMakeWhatOneRunMakes() throws IOException {
        Path in = images();
        Path one = folder.resolve("one run");
        Path shares = folder.resolve("in shares");
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            FolderJob<Segmentation> job = new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL);
            job.run(Inputs.find(List.of(in.toString())), one, Monitor.NONE);
            for (int i = 3; i >= 1; i--) {
                Report<FolderJob.Row> report = job.run(inputs(in), plan(i, 3), shares, Monitor.NONE);
                assertThat(report.failures()).isEmpty();
                assertThat(report.rows()).hasSize(i == 1 ? 1 : 0);
            }
            assertThat(shares.resolve("large-part-2-of-3.strips.zip")).exists();
            assertThat(shares.resolve("large-labels.tif")).doesNotExist();

            assertThat(ShareMerge.run(List.of(shares), shares))
                    .containsExactly(new ShareMerge.Joined("segment.csv", 2, List.of(), List.of()));
            assertThat(results(shares)).isEqualTo(results(one));
            assertThat(results(shares)).containsKeys("large-labels.tif", "objects.csv", "small-labels.png");
            // What was put together is known again.
            assertThat(ShareMerge.run(List.of(shares), shares))
                    .containsExactly(new ShareMerge.Joined("segment.csv", 2, List.of(), List.of()));
            assertThat(results(shares)).isEqualTo(results(one));
            assertThat(job.run(inputs(in), BatchPlan.USUAL.resuming(), shares, Monitor.NONE)
                            .rows())
                    .hasSize(2);
            assertThat(results(shares)).isEqualTo(results(one));
        }
    }

    @Test
    void aPartThatIsMissingIsNamedAndDoneWhenResumed() throws IOException {
        Path in = images();
        Path shares = folder.resolve("in shares");
        Path all = folder.resolve("all");
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            FolderJob<Segmentation> job = new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL);
            for (int i = 1; i <= 3; i++) {
                job.run(inputs(in), plan(i, 3), shares, Monitor.NONE);
            }
            Path part = shares.resolve("large-part-2-of-3.strips.zip");
            byte[] whole = Files.readAllBytes(part);
            Files.delete(part);

            assertThat(ShareMerge.run(List.of(shares), all).get(0).missing())
                    .singleElement()
                    .asString()
                    .contains("1 of 4");
            Path first = shares.resolve("large-part-1-of-3.strips.zip");
            Object before = Files.getLastModifiedTime(first);
            for (int i = 1; i <= 3; i++) {
                job.run(inputs(in), plan(i, 3).resuming(), shares, Monitor.NONE);
            }
            assertThat(part).hasBinaryContent(whole);
            assertThat(Files.getLastModifiedTime(first)).isEqualTo(before);
            assertThat(ShareMerge.run(List.of(shares), all).get(0).missing()).isEmpty();
            assertThat(all.resolve("large-labels.tif")).exists();
            assertThat(all.resolve("large-part-1-of-3.strips.zip")).doesNotExist();
            assertThat(all.resolve("large-part-2-of-3.strips.zip")).doesNotExist();
            assertThat(part).exists();

            Files.write(in.resolve("large.tif"), new byte[] {1});
            assertThatThrownBy(() -> ShareMerge.run(List.of(shares), folder.resolve("again")))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("was changed since");
        }
    }

    /** Parts of shares of another number, or that others did not know of, do not stand for those that are missing. */
    @Test
    void partsThatDoNotMakeAnImageAreNotTakenForIt() throws IOException {
        Path in = images();
        Path shares = folder.resolve("in shares");
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            FolderJob<Segmentation> job = new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL);
            for (int i = 1; i <= 4; i++) {
                job.run(inputs(in), plan(i, 4), shares, Monitor.NONE);
            }
            Files.delete(shares.resolve("large-part-4-of-4.strips.zip"));
            for (int i = 1; i <= 3; i++) {
                job.run(inputs(in), plan(i, 3).resuming(), shares, Monitor.NONE);
            }
            Files.delete(shares.resolve("large-part-2-of-3.strips.zip"));

            assertThat(ShareMerge.run(List.of(shares), folder.resolve("all"))
                            .get(0)
                            .missing())
                    .singleElement()
                    .asString()
                    .contains("1 of 4 images are not in 'segment.csv'");

            // The machine of the second share does not see the image.
            Path large = in.resolve("large.tif");
            Path away = folder.resolve("large.tif");
            Files.move(large, away);
            job.run(inputs(in), plan(2, 3).resuming(), shares, Monitor.NONE);
            Files.move(away, large);
            assertThat(ShareMerge.run(List.of(shares), folder.resolve("all"))
                            .get(0)
                            .missing())
                    .containsExactly("Of 'large.tif' there are 2 of 3 parts, as not all shares saw that it is divided:"
                            + " run them again with --resume where all can read it.");

            job.run(inputs(in), plan(2, 3).resuming(), shares, Monitor.NONE);
            assertThat(ShareMerge.run(List.of(shares), folder.resolve("all")))
                    .containsExactly(new ShareMerge.Joined("segment.csv", 2, List.of(), List.of()));
        }
    }

    @Test
    void partsOfAnImageThatChangedBetweenThemAreNotPutTogether() throws IOException {
        Path in = images();
        Path shares = folder.resolve("in shares");
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            FolderJob<Segmentation> job = new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL);
            job.run(inputs(in), plan(2, 3), shares, Monitor.NONE);
            Files.setLastModifiedTime(in.resolve("large.tif"), FileTime.fromMillis(0));
            job.run(inputs(in), plan(1, 3), shares, Monitor.NONE);
            job.run(inputs(in), plan(3, 3), shares, Monitor.NONE);

            assertThatThrownBy(() -> ShareMerge.run(List.of(shares), folder.resolve("all")))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("was changed since");
        }
    }

    @Test
    void aPartThatFailsIsNamedAsThatPart() throws IOException {
        Path in = images();
        Path shares = folder.resolve("in shares");
        Files.createDirectories(shares);
        Files.writeString(shares.resolve("large-part-2-of-3.strips.zip"), "not Fovea's");
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            FolderJob<Segmentation> job = new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL);

            assertThat(job.run(inputs(in), plan(2, 3), shares, Monitor.NONE).failures())
                    .hasSize(1);
        }
        assertThat(shares.resolve("failures-2-of-3.csv")).content().contains("large.tif (part 2 of 3)");
    }

    /** What is wrong with it is said of the file where it is worked on, and the others are done. */
    @Test
    void anImageThatCannotBeLookedIntoIsNotDivided() throws IOException {
        Inputs inputs = inputs(images());

        assertThat(Division.of(inputs, new Shard(1, 3), (large, around) -> {
                    throw new IllegalStateException("broken");
                }))
                .isEqualTo(inputs);
    }

    /** With as many images as shares each machine has its own; of small ones, and of probabilities, there are no parts. */
    @Test
    void imagesAreDividedWhereSharesWouldHaveNothingToDo() throws IOException {
        Path in = images();
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            FolderJob<Segmentation> job = new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL);
            FolderJob<Segmentation> maps =
                    new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL.with(SegmentJob.PROBABILITIES, 1));

            assertThat(job.dividedImages(inputs(in), plan(1, 3))).containsExactly("large.tif");
            assertThat(job.dividedImages(inputs(in), plan(1, 2))).isEmpty();
            assertThat(job.dividedImages(inputs(in), BatchPlan.USUAL)).isEmpty();
            assertThat(maps.dividedImages(inputs(in), plan(1, 3))).isEmpty();
            // What is no stack is divided also where stacks are wanted.
            JobSettings stacks = JobSettings.USUAL.with(SegmentJob.STACK, 1).with(SegmentJob.OME_TIFF, 1);
            assertThat(new FolderJob<>(Jobs.SEGMENT, segmenter, stacks).dividedImages(inputs(in), plan(1, 3)))
                    .containsExactly("large.tif");
        }
    }

    private static BatchPlan plan(int index, int count) {
        return BatchPlan.USUAL.of(new Shard(index, count));
    }

    private static Inputs inputs(Path in) {
        return Inputs.find(List.of(in.toString()));
    }

    private Path images() throws IOException {
        Path in = Files.createDirectories(folder.resolve("a plate"));
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                // Bars of 700 of 1,000 rows beside squares: no row is without something.
                boolean bar = x >= 100 && x < 130 && y % 1000 < 700;
                boolean square = x >= 180 && x < 200 && (y + 500) % 1000 < 450 && y % 50 < 25;
                pixels[y * WIDTH + x] = (byte) (bar || square ? 255 : 0);
            }
        }
        Image.gray8(WIDTH, HEIGHT, pixels).write(in.resolve("large.tif"));
        Image.gray8(40, 40, new byte[1600]).write(in.resolve("small.tif"));
        return in;
    }

    /** All files but journal and report. */
    private static Map<String, String> results(Path out) throws IOException {
        Map<String, String> results = new HashMap<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = out.relativize(file).toString();
                if (!name.endsWith(".jsonl") && !name.endsWith(".html")) {
                    results.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return results;
    }
}
