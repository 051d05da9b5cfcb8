package io.fovea.batch;

import static io.fovea.batch.ResumeTest.contents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.AtomicFolder;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.Pages;
import io.fovea.image.TestTiff;
import io.fovea.session.CancelledException;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.SegmentJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Stacks that are interrupted, gone on with, shared out and done again. */
class StackJournalTest extends StackCase {
    @Test
    void whatIsInterruptedAndResumedEqualsWhatIsNot() throws IOException {
        run(PLAN, whole);
        for (int pages : new int[] {1, 4, 5}) {
            assertThatThrownBy(() -> run(settings(), PLAN.resuming(), out, segmenter.cancelledAfter(pages)))
                    .isInstanceOf(CancelledException.class);
            assertThat(names(out)).noneMatch(name -> name.startsWith("s-c1-labels"));
        }
        run(PLAN.resuming(), out);
        assertThat(contents(out)).isEqualTo(contents(whole));

        segmenter.asked.clear();
        run(PLAN.resuming(), out);
        assertThat(segmenter.asked).isEmpty();
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @Test
    void aStackOfWhichSomethingIsMissingIsDoneAgain() throws IOException {
        run(PLAN, whole);
        Map<String, String> before = contents(whole);
        for (String name :
                List.of("s-c1-labels.ome.tif", "s-c2-labels.ome.zarr/0/1/2/0/0", "s-c1-z0002-t0001-overlay.png")) {
            Files.delete(whole.resolve(name));
            segmenter.asked.clear();
            run(PLAN.resuming(), whole);
            assertThat(segmenter.asked).as(name).hasSize(CHANNELS * SLICES * FRAMES);
            assertThat(contents(whole)).isEqualTo(before);
        }
    }

    @Test
    void aPageThatFailedIsBackgroundUntilItIsTriedAgain() throws IOException {
        run(PLAN, whole);
        segmenter.asking = () -> {
            if (segmenter.asked.size() == 5) {
                throw new FoveaException("It is too dark.");
            }
        };
        segmenter.asked.clear();
        Report<FolderJob.Row> report = run(PLAN.with(1), out);

        assertThat(report.failures())
                .extracting(Failure::sentence)
                .containsExactly(
                        "'" + in.resolve("s.tif")
                                + "': It is too dark. Of the stack of labels 1 of 12 planes are background, as their pages failed.");
        try (Pages pages = Pages.open(out.resolve("s-c1-labels.ome.tif"))) {
            assertThat(pages.readIndices(1).values()).isEqualTo(labels(0, 1));
            assertThat(pages.readIndices(2).values()).containsOnly(0);
        }

        segmenter.asking = () -> {};
        segmenter.asked.clear();
        run(PLAN.retrying(), out);
        assertThat(segmenter.asked).hasSize(1);
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @Test
    void sharesInFoldersOfTheirOwnAreJoinedWithTheirStacks() throws IOException {
        stack("t.tif");
        run(PLAN, whole);
        List<Path> shares = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            shares.add(folder.resolve("share" + i));
            run(PLAN.of(new Shard(i, 2)), shares.get(i - 1));
        }

        assertThat(ShareMerge.run(shares, out).get(0).missing()).isEmpty();

        assertThat(contents(out)).isEqualTo(contents(whole));
        segmenter.asked.clear();
        run(PLAN.resuming(), out);
        assertThat(segmenter.asked).isEmpty();
    }

    @Test
    void aShareThatEndedBeforeItsStacksIsNotWhole() throws IOException {
        run(PLAN, whole);
        run(settings().with(SegmentJob.STACK, 0), PLAN, out, Monitor.NONE);
        Path share = folder.resolve("share");
        BatchPlan first = PLAN.of(new Shard(1, 2));
        run(first, share);
        run(PLAN.of(new Shard(2, 2)), share);
        // As after a kill: the stacks are not there, and all planes are.
        for (String name : names(share)) {
            AtomicFolder.delete(share.resolve(name));
        }
        for (String name : names(out)) {
            if (name.endsWith(".tif")) {
                Files.copy(out.resolve(name), share.resolve(name));
            }
        }
        Path journal = share.resolve("segment-1-of-2-journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        for (int stacks = 0; stacks < CHANNELS; stacks++) {
            Files.write(journal, lines.subList(0, lines.size() - CHANNELS + stacks));
            assertThat(ShareMerge.run(List.of(share), folder.resolve("joined" + stacks))
                            .get(0)
                            .missing())
                    .containsExactly("1 of 1 images are not in 'segment.csv': give the command again with --resume.");
        }

        segmenter.asked.clear();
        Files.write(journal, lines.subList(0, lines.size() - CHANNELS));
        run(first.resuming(), share);
        assertThat(segmenter.asked).isEmpty();
        assertThat(ShareMerge.run(List.of(share), share).get(0).missing()).isEmpty();
        assertThat(contents(share)).isEqualTo(contents(whole));
    }

    @Test
    void aSharesPicturesThatAreNoStackAreWholeWithoutOne() throws IOException {
        Files.delete(in.resolve("s.tif"));
        Image.gray8(10, 6, new byte[60]).write(in.resolve("flat.tif"));
        run(PLAN.of(new Shard(1, 1)), whole);

        assertThat(names(whole)).containsExactly("flat-labels.ome.tif", "flat-labels.ome.zarr");
        assertThat(ShareMerge.run(List.of(whole), out).get(0).missing()).isEmpty();
    }

    @Test
    void theStacksOfOtherChannelsStay() throws IOException {
        run(PLAN, whole);
        String first = contents(whole).get("s-c1-labels.ome.tif");
        JobSettings large = settings().with(SegmentJob.MIN_SIZE, 50);
        for (String channel : List.of("2", "1", "2")) {
            Inputs one = Inputs.find(List.of(in.toString())).with(PageChoice.parse(channel, "", ""));
            new FolderJob<>(Jobs.SEGMENT, segmenter, channel.equals("2") ? large : settings())
                    .run(one, PLAN, whole, Monitor.NONE);

            assertThat(names(whole))
                    .containsExactly(
                            "s-c1-labels.ome.tif",
                            "s-c1-labels.ome.zarr",
                            "s-c2-labels.ome.tif",
                            "s-c2-labels.ome.zarr");
            assertThat(contents(whole)).containsEntry("s-c1-labels.ome.tif", first);
            try (Pages pages = Pages.open(whole.resolve("s-c2-labels.ome.tif"))) {
                assertThat(pages.readIndices(0).values()).containsOnly(0);
            }
        }
    }

    @Test
    void aFileThatCannotBeDoneAnyMoreHasNoStack() throws IOException {
        assertThatThrownBy(() -> run(settings(), PLAN.with(1), out, segmenter.cancelledAfter(5)))
                .isInstanceOf(CancelledException.class);
        Files.createDirectories(out.resolve("s-c2-labels.ome.zarr"));
        Files.writeString(out.resolve("s-c2-labels.ome.zarr/a.txt"), "mine");
        segmenter.asked.clear();

        assertThat(run(PLAN.resuming(), out).failures())
                .extracting(Failure::sentence)
                .containsExactly("'" + in.resolve("s.tif") + "': The result '" + out.resolve("s-c2-labels.ome.zarr")
                        + "' would overwrite a file that Fovea did not write; move that away, or give another output"
                        + " folder.");
        assertThat(segmenter.asked).isEmpty();
        assertThat(out.resolve("s-c1-labels.ome.tif")).doesNotExist();
    }

    @Test
    void aPageThatFailedAsAStackWasMadeAnewIsTriedAgain() throws IOException {
        run(PLAN, whole);
        run(PLAN, out);
        Files.delete(out.resolve("s-c1-z0002-t0001-overlay.png"));
        segmenter.asked.clear();
        // All of the first channel: its stack is there anew, of background alone.
        segmenter.asking = () -> {
            if (segmenter.asked.size() % CHANNELS == 1) {
                throw new FoveaException("It is too dark.");
            }
        };
        assertThat(run(PLAN.resuming().with(1), out).failures()).hasSize(1);
        try (Pages pages = Pages.open(out.resolve("s-c1-labels.ome.tif"))) {
            assertThat(pages.readIndices(1).values()).containsOnly(0);
        }

        segmenter.asking = () -> {};
        segmenter.asked.clear();
        assertThat(run(PLAN.retrying(), out).failures()).isEmpty();
        assertThat(segmenter.asked).hasSize(SLICES * FRAMES);
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @Test
    void aFileThatTakesTheNameOfAStackDoesNotWriteOverIt() throws IOException {
        run(PLAN, out);
        Image.gray8(10, 6, new byte[60]).write(in.resolve("s-c1.tif"));
        run(PLAN, whole);
        assertThat(names(whole)).contains("s-c1-labels.ome.tif", "s-c1-2-labels.ome.tif", "s-c2-labels.ome.zarr");

        run(PLAN.resuming().with(1), out);
        assertThat(contents(out)).isEqualTo(contents(whole));
        segmenter.asked.clear();
        run(PLAN.resuming(), out);
        assertThat(segmenter.asked).isEmpty();
    }

    @Test
    void aStackInThePlaceOfAnothersStays() throws IOException {
        run(PLAN, out);
        new TestTiff(WIDTH, HEIGHT)
                .description(XML.replace("SizeC=\"2\"", "SizeC=\"1\"").replace("<Channel ID=\"Channel:0:1\"/>", ""))
                .write(in.resolve("s-c1.tif"), Collections.nCopies(6, (x, y, sample) -> x < 4 ? 255 : 0));
        run(PLAN, whole);

        run(PLAN.resuming().with(1), out);
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @Test
    void aStackTellsItsPlanesAndEndsAtTheOneWhereItIsCancelled() throws IOException {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean cancelled = new AtomicBoolean();
        Monitor monitor = Monitor.of(
                (fraction, message) -> {
                    told.add(message);
                    cancelled.compareAndSet(false, message.contains("plane 3 of 6"));
                },
                cancelled::get);

        assertThatThrownBy(() -> run(settings(), PLAN.with(1), out, monitor)).isInstanceOf(CancelledException.class);
        assertThat(told)
                .endsWith("s.tif (1 of 1), plane 3 of 6 of its stack", "s.tif (1 of 1)")
                .contains("s.tif (1 of 1), plane 1 of 6 of its stack");
        assertThat(names(out)).hasSize(12).noneMatch(name -> name.startsWith("s-c1-labels"));
    }

    @Test
    void aStackIsLeftWhenTheRunIsCancelledAndMadeWhenItIsResumed() throws IOException {
        run(PLAN, whole);
        Path last = out.resolve("s-c2-z0003-t0002-overlay.png");
        Monitor cancelled = Monitor.of((fraction, message) -> {}, () -> Files.exists(last));
        assertThatThrownBy(() -> run(settings(), PLAN.with(1), out, cancelled)).isInstanceOf(CancelledException.class);
        assertThat(names(out)).hasSize(12).contains("s-c2-z0003-t0002-labels.ome.tif");

        segmenter.asked.clear();
        run(PLAN.resuming(), out);
        assertThat(segmenter.asked).isEmpty();
        assertThat(contents(out)).isEqualTo(contents(whole));
    }
}
