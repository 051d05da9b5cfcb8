package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.Mats;
import io.fovea.model.Card;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.ImagePredictor;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Nets;
import io.fovea.task.SegmentJob;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.imgcodecs.Imgcodecs;

class ResumeTest {
    private static final int FILES = 7;

    @TempDir
    Path folder;

    private Path in;
    private Path whole;
    private Path out;
    private final Counting segmenter = new Counting(Segmenter.open(Nets.thresholdTrimap(), Device.CPU));

    @BeforeEach
    void prepare() throws IOException {
        in = Files.createDirectories(folder.resolve("in/deep")).getParent();
        whole = folder.resolve("whole");
        out = folder.resolve("out");
        for (int i = 0; i < FILES; i++) {
            image(i).write(in.resolve(i % 2 == 0 ? i + ".png" : "deep/" + i + ".tif"));
        }
        Files.writeString(in.resolve("bad.png"), "no image");
        Imgcodecs.imwritemulti(
                in.resolve("stack.tif").toString(), List.of(Mats.of(image(3)), Mats.of(image(4)), Mats.of(image(5))));
        run(BatchPlan.USUAL, whole);
    }

    @AfterEach
    void close() {
        segmenter.close();
    }

    @Test
    void whatIsInterruptedAndResumedEqualsWhatIsNot() throws IOException {
        for (int images = 1; images < FILES; images += 2) {
            int most = images;
            assertThatThrownBy(() -> run(BatchPlan.USUAL.resuming(), out, segmenter.cancelledAfter(most)))
                    .isInstanceOf(CancelledException.class);
        }
        run(BatchPlan.USUAL.resuming(), out);

        assertThat(contents(out)).isEqualTo(contents(whole));
        assertThat(contents(whole))
                .containsKeys(
                        "segment.csv", "objects.csv", "failures.csv", "stack-0002-labels.png", "stack-0002-rois.zip");
    }

    @Test
    void whatIsDoneAndWholeIsNotDoneAgain() throws IOException {
        run(BatchPlan.USUAL, out);
        segmenter.asked.clear();

        Report<FolderJob.Row> report = run(BatchPlan.USUAL.resuming(), out);

        assertThat(segmenter.asked).isEmpty();
        assertThat(report.done()).isEqualTo(FILES + 1);
        assertThat(report.rows()).hasSize(FILES + 3);
        assertThat(report.failures()).extracting(Failure::file).containsExactly(in.resolve("bad.png"));
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @Test
    void withoutResumingAllIsDoneAgain() {
        run(BatchPlan.USUAL, out);
        segmenter.asked.clear();

        run(BatchPlan.USUAL, out);

        assertThat(segmenter.asked).hasSize(FILES + 3);
    }

    @Test
    void whatIsMissingCutOrOfAnotherInputIsDoneAgain() throws IOException {
        run(BatchPlan.USUAL, out);
        segmenter.asked.clear();
        Files.delete(out.resolve("0-labels.png"));
        byte[] overlay = Files.readAllBytes(out.resolve("2-overlay.png"));
        Files.write(out.resolve("2-overlay.png"), Arrays.copyOf(overlay, overlay.length - 20));
        Files.write(out.resolve("6-trimap.png"), new byte[0]);
        Files.delete(out.resolve("stack-0002-trimap.png"));
        Files.setLastModifiedTime(in.resolve("4.png"), FileTime.fromMillis(1_000_000_000_000L));

        run(BatchPlan.USUAL.resuming(), out);

        assertThat(segmenter.asked).containsExactlyInAnyOrder(image(0), image(2), image(4), image(4), image(6));
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @Test
    void otherOptionsAreOtherWork() throws IOException {
        run(BatchPlan.USUAL, out);
        segmenter.asked.clear();

        new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL.with(SegmentJob.MIN_SIZE, 3))
                .run(inputs(), BatchPlan.USUAL.resuming(), out, Monitor.NONE);
        assertThat(segmenter.asked).hasSize(FILES + 3);
        segmenter.asked.clear();

        // They wrote over what had been done with the first.
        run(BatchPlan.USUAL.resuming(), out);
        assertThat(segmenter.asked).hasSize(FILES + 3);
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @Test
    void failuresAreTriedAgainWhereThatIsAskedForOrTheFileIsAnother() throws IOException {
        run(BatchPlan.USUAL, out);
        assertThat(Files.readString(out.resolve("failures.csv")))
                .startsWith("image,table,failure\nbad.png,segment.csv,")
                .contains("not an image but a text file");
        segmenter.asked.clear();

        segmenter.fails = true;
        Files.delete(out.resolve("0-labels.png"));
        Report<FolderJob.Row> failing = run(BatchPlan.USUAL.resuming(), out);
        segmenter.fails = false;
        assertThat(failing.failures()).hasSize(2);
        assertThat(Files.readAllLines(out.resolve("failures.csv"))).hasSize(3);
        segmenter.asked.clear();

        assertThat(run(BatchPlan.USUAL.resuming(), out).failures()).hasSize(2);
        assertThat(segmenter.asked).isEmpty();
        assertThat(run(BatchPlan.USUAL.retrying(), out).failures()).hasSize(1);
        assertThat(segmenter.asked).containsExactly(image(0));
        assertThat(contents(out)).isEqualTo(contents(whole));

        image(9).write(in.resolve("bad.png"));
        assertThat(run(BatchPlan.USUAL.resuming(), out).failures()).isEmpty();
        assertThat(out.resolve("failures.csv")).doesNotExist();
        assertThat(out.resolve("bad-labels.png")).exists();
    }

    @Test
    void aFileThatWasStillBeingWrittenAsItFailedIsTriedAgain() throws IOException {
        run(BatchPlan.USUAL, out);
        Files.delete(out.resolve("0-labels.png"));
        segmenter.fails = true;
        segmenter.asking = () -> {
            try {
                Files.setLastModifiedTime(in.resolve("0.png"), FileTime.fromMillis(1_000_000_000_000L));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        assertThat(run(BatchPlan.USUAL.resuming(), out).failures()).hasSize(2);
        segmenter.fails = false;
        segmenter.asking = () -> {};

        assertThat(run(BatchPlan.USUAL.resuming(), out).failures()).hasSize(1);
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @Test
    void aLineThatWasNotEndedIsPassedOver() throws IOException {
        run(BatchPlan.USUAL, out);
        Path journal = out.resolve("segment-journal.jsonl");
        byte[] all = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(all, all.length - 40));
        segmenter.asked.clear();

        run(BatchPlan.USUAL.resuming(), out);
        assertThat(segmenter.asked.size()).isLessThanOrEqualTo(1);
        segmenter.asked.clear();
        run(BatchPlan.USUAL.resuming(), out);
        assertThat(segmenter.asked).isEmpty();
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @Test
    void aJournalOfSomethingElseIsNotWrittenOver() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("segment-journal.jsonl"), "mine", StandardOpenOption.CREATE_NEW);

        assertThatThrownBy(() -> run(BatchPlan.USUAL, out))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("would overwrite a file that Fovea did not write");
    }

    @Test
    void threadsChangeNothing() throws IOException {
        for (int workers : new int[] {1, 2, 5}) {
            Path other = folder.resolve("workers" + workers);
            run(BatchPlan.USUAL.with(workers), other);
            assertThat(contents(other)).as("%s workers", workers).isEqualTo(contents(whole));
        }
    }

    @Test
    void sharesJoinedEqualOneRun() throws IOException {
        Shard second = Shard.parse("2/3");
        run(BatchPlan.USUAL.of(new Shard(1, 3)), out);
        run(BatchPlan.USUAL.of(new Shard(3, 3)), out);
        assertThatThrownBy(() -> run(BatchPlan.USUAL.of(second), out, segmenter.cancelledAfter(1)))
                .isInstanceOf(CancelledException.class);
        assertThat(Files.readAllLines(out.resolve("segment-1-of-3.csv")).size()).isGreaterThan(2);

        List<String> missing = ShareMerge.run(List.of(out), out).get(0).missing();
        assertThat(missing).hasSize(1);
        assertThat(missing.get(0))
                .contains("images are not in 'segment.csv', of share 2/3: ")
                .contains("--resume");
        assertThat(out.resolve("segment-2-of-3-journal.jsonl")).exists();

        run(BatchPlan.USUAL.of(second).resuming(), out);
        List<ShareMerge.Joined> joined = ShareMerge.run(List.of(out), out);

        assertThat(joined).extracting(ShareMerge.Joined::name).containsExactly("segment.csv");
        assertThat(joined.get(0).done()).isEqualTo(FILES + 1);
        assertThat(joined.get(0).missing()).isEmpty();
        assertThat(joined.get(0).failed()).hasSize(1);
        assertThat(contents(out)).isEqualTo(contents(whole));
        segmenter.asked.clear();
        run(BatchPlan.USUAL.resuming(), out);
        assertThat(segmenter.asked).isEmpty();
    }

    @Test
    void whatAShareCanReadNowIsNoFailureOfTheWhole() throws IOException {
        Path later = Files.createSymbolicLink(in.resolve("later.png"), folder.resolve("later.png"));
        Shard first = new Shard(1, 2);
        assertThat(run(BatchPlan.USUAL.of(first), out).failures())
                .extracting(Failure::file)
                .contains(later);
        Files.delete(later);
        run(BatchPlan.USUAL.of(first).resuming(), out);
        run(BatchPlan.USUAL.of(new Shard(2, 2)), out);

        assertThat(ShareMerge.run(List.of(out), out).get(0).failed()).hasSize(1);
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @Test
    void sharesInFoldersOfTheirOwnAreJoinedWithTheirPictures() throws IOException {
        List<Path> shares = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            shares.add(folder.resolve("share" + i));
            run(BatchPlan.USUAL.of(new Shard(i, 4)), shares.get(i - 1));
        }

        assertThat(ShareMerge.run(shares.subList(0, 3), out).get(0).missing())
                .containsExactly(
                        "There is no journal of share 4/4 of 'segment.csv': let it run, or give its folder, too.");
        assertThat(ShareMerge.run(shares, out).get(0).missing()).isEmpty();

        assertThat(contents(out)).isEqualTo(contents(whole));
        assertThat(shares.get(0).resolve("segment-1-of-4-journal.jsonl")).exists();
    }

    @Test
    void sharesOfDifferentOptionsAreNotJoined() {
        run(BatchPlan.USUAL.of(new Shard(1, 2)), out);
        new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL)
                .run(inputs(), BatchPlan.USUAL.of(new Shard(2, 2)), out, Monitor.NONE);

        assertThatThrownBy(() -> ShareMerge.run(List.of(out), out))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("different models, options or versions")
                .hasMessageContaining("segment-2-of-2-journal.jsonl");
    }

    private Report<FolderJob.Row> run(BatchPlan plan, Path output) {
        return run(plan, output, Monitor.NONE);
    }

    private Report<FolderJob.Row> run(BatchPlan plan, Path output, Monitor monitor) {
        return new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL.with(SegmentJob.MIN_SIZE, 0))
                .run(inputs(), plan, output, monitor);
    }

    private Inputs inputs() {
        return Inputs.find(List.of(in.toString()));
    }

    private static Image image(int seed) {
        byte[] pixels = new byte[60];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * (seed + 3) % 7 < 3 ? 255 : 0);
        }
        return Image.gray8(10, 6, pixels);
    }

    /** All that must be the same of two runs: everything but journals and reports. */
    static Map<String, String> contents(Path results) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(results)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!BatchFiles.isJournal(file) && !ReportFile.isOne(file)) {
                    contents.put(
                            results.relativize(file).toString().replace('\\', '/'),
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return contents;
    }

    /** Keeps what it is asked, and can fail. */
    static final class Counting implements ImagePredictor<Segmentation> {
        private final Segmenter segmenter;
        final List<Image> asked = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean fails;
        volatile Runnable asking = () -> {};

        Counting(Segmenter segmenter) {
            this.segmenter = segmenter;
        }

        /** Ends a run once so many more images were begun. */
        Monitor cancelledAfter(int images) {
            asked.clear();
            return Monitor.of((fraction, message) -> {}, () -> asked.size() > images);
        }

        @Override
        public Segmentation predict(Image image, Monitor monitor) {
            asked.add(image);
            asking.run();
            if (fails) {
                throw new FoveaException("It is too dark.");
            }
            return segmenter.predict(image, monitor);
        }

        @Override
        public Card card() {
            return segmenter.card();
        }

        @Override
        public String fingerprint() {
            return segmenter.fingerprint();
        }

        @Override
        public Device device() {
            return segmenter.device();
        }

        @Override
        public void close() {
            segmenter.close();
        }
    }
}
