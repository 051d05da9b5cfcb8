package io.fovea.batch;

import static io.fovea.batch.ResumeTest.contents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.AtomicFolder;
import io.fovea.FoveaException;
import io.fovea.image.Hyperstack;
import io.fovea.image.Image;
import io.fovea.image.Mats;
import io.fovea.image.Pages;
import io.fovea.image.PixelSize;
import io.fovea.image.StackScale;
import io.fovea.image.TestTiff;
import io.fovea.session.CancelledException;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.imgcodecs.Imgcodecs;

class StackRunTest {
    private static final int CHANNELS = 2;
    private static final int SLICES = 3;
    private static final int FRAMES = 2;
    private static final int WIDTH = 10;
    private static final int HEIGHT = 6;
    private static final String XML = "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image"
            + " ID=\"Image:0\"><Pixels ID=\"Pixels:0\" DimensionOrder=\"XYCZT\" Type=\"uint8\" SizeX=\"10\" SizeY=\"6\""
            + " SizeC=\"2\" SizeZ=\"3\" SizeT=\"2\" PhysicalSizeX=\"0.5\" PhysicalSizeY=\"0.5\" PhysicalSizeZ=\"2000\""
            + " PhysicalSizeZUnit=\"nm\" TimeIncrement=\"0.5\" TimeIncrementUnit=\"min\"><Channel ID=\"Channel:0:0\"/>"
            + "<Channel ID=\"Channel:0:1\"/><TiffData/></Pixels></Image></OME>";

    private static final BatchPlan PLAN = BatchPlan.USUAL.withoutReport();

    @TempDir
    Path folder;

    private Path in;
    private Path whole;
    private Path out;
    private final ResumeTest.Counting segmenter =
            new ResumeTest.Counting(Segmenter.open(Nets.thresholdTrimap(), Device.CPU));

    @BeforeEach
    void prepare() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        whole = folder.resolve("whole");
        out = folder.resolve("out");
        stack("s.tif");
    }

    @AfterEach
    void close() {
        segmenter.close();
    }

    private void stack(String name) {
        List<TestTiff.Values> pages = new ArrayList<>();
        for (int page = 0; page < CHANNELS * SLICES * FRAMES; page++) {
            int at = page;
            pages.add((x, y, sample) -> label(at, x, y) > 0 ? 255 : 0);
        }
        new TestTiff(WIDTH, HEIGHT).description(XML).write(in.resolve(name), pages);
    }

    /** A square of two pixels a side that goes to the right with the slice and down with the frame; another in the second channel. */
    private static int label(int page, int x, int y) {
        int slice = page / CHANNELS % SLICES;
        int frame = page / CHANNELS / SLICES;
        boolean isFirst = x / 2 == slice && y / 2 == frame;
        boolean isSecond = page % CHANNELS == 1 && x >= 8 && y >= 4;
        return isFirst ? 1 : isSecond ? 2 : 0;
    }

    private static int[] labels(int channel, int plane) {
        return IntStream.range(0, WIDTH * HEIGHT)
                .map(i -> label(plane * CHANNELS + channel, i % WIDTH, i / WIDTH))
                .toArray();
    }

    private static JobSettings settings() {
        return JobSettings.USUAL
                .with(SegmentJob.MIN_SIZE, 0)
                .with(SegmentJob.NO_ROIS, 1)
                .with(SegmentJob.STACK, 1)
                .with(SegmentJob.OME_TIFF, 1)
                .with(SegmentJob.ZARR, 0.4);
    }

    private Report<FolderJob.Row> run(BatchPlan plan, Path output) {
        return run(settings(), plan, output, Monitor.NONE);
    }

    private Report<FolderJob.Row> run(JobSettings settings, BatchPlan plan, Path output, Monitor monitor) {
        return new FolderJob<>(Jobs.SEGMENT, segmenter, settings)
                .run(Inputs.find(List.of(in.toString())), plan, output, monitor);
    }

    private static List<String> names(Path results) throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("labels"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theLabelsOfAllPagesAreOneStackForEachChannel() throws IOException {
        run(PLAN, whole);
        assertThat(names(whole))
                .containsExactly(
                        "s-c1-labels.ome.tif", "s-c1-labels.ome.zarr", "s-c2-labels.ome.tif", "s-c2-labels.ome.zarr");
        assertThat(whole.resolve("s-c2-z0003-t0002-overlay.png")).exists();
        for (String suffix : List.of("tif", "zarr")) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                Path file = whole.resolve("s-c" + (channel + 1) + "-labels.ome." + suffix);
                try (Pages pages = Pages.open(file)) {
                    assertThat(pages.count()).isEqualTo(SLICES * FRAMES);
                    assertThat(pages.pixelSize()).isEqualTo(Optional.of(PixelSize.of(0.5, 0.5, "µm")));
                    assertThat(pages.stackScale()).isEqualTo(new StackScale(2, 30));
                    Hyperstack stack = Hyperstack.of(pages);
                    for (int plane = 0; plane < pages.count(); plane++) {
                        assertThat(stack.label(plane))
                                .isEqualTo("z" + (plane % SLICES + 1) + "-t" + (plane / SLICES + 1));
                        assertThat(pages.readIndices(plane).values())
                                .as("%s, plane %s", file, plane)
                                .isEqualTo(labels(channel, plane));
                    }
                }
            }
        }
        assertThat(Files.readString(whole.resolve("s-c2-labels.ome.zarr/.zattrs"))
                        .replaceAll("\\s", ""))
                .contains("[{\"name\":\"t\",\"type\":\"time\",\"unit\":\"second\"},{\"name\":\"z\",\"type\":\"space\","
                        + "\"unit\":\"micrometer\"},")
                .contains("\"scale\":[30.0,2.0,0.5,0.5]")
                .contains("{\"label-value\":2,");
    }

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
    void labelsOfTheOtherKindDoNotStayBeside() throws IOException {
        run(PLAN, whole);
        JobSettings apart = settings().with(SegmentJob.STACK, 0);
        run(apart, PLAN, whole, Monitor.NONE);
        assertThat(names(whole)).hasSize(24).noneMatch(name -> name.startsWith("s-c1-labels"));

        run(PLAN, whole);
        run(PLAN, out);
        assertThat(contents(whole).keySet()).isEqualTo(contents(out).keySet());
        assertThat(contents(whole)).isEqualTo(contents(out));
    }

    @Test
    void planesThatAreNotMeantAreBackground() {
        Inputs some = Inputs.find(List.of(in.toString())).with(PageChoice.parse("2", "2-3", "2"));
        new FolderJob<>(Jobs.SEGMENT, segmenter, settings()).run(some, out, Monitor.NONE);

        assertThat(out.resolve("s-c1-labels.ome.tif")).doesNotExist();
        try (Pages pages = Pages.open(out.resolve("s-c2-labels.ome.tif"))) {
            for (int plane = 0; plane < SLICES * FRAMES; plane++) {
                int[] expected = plane < 4 ? new int[WIDTH * HEIGHT] : labels(1, plane);
                assertThat(pages.readIndices(plane).values()).isEqualTo(expected);
            }
        }
    }

    @Test
    void linkedObjectsHaveOneLabelThroughTheStack() throws IOException {
        // The square of the second channel stands still; that which moves overlaps itself nowhere, and goes two pixels
        // a frame.
        JobSettings linked = settings().with(SegmentJob.LINK, "both").with(SegmentJob.REACH, 3);
        run(linked, PLAN, whole, Monitor.NONE);

        try (Pages pages = Pages.open(whole.resolve("s-c2-labels.ome.tif"))) {
            assertThat(pages.readIndices(0).values()[5 * WIDTH + 9]).isEqualTo(2);
            assertThat(pages.readIndices(2).values()[5 * WIDTH + 9]).isEqualTo(2);
            assertThat(pages.readIndices(2).values()[4]).isEqualTo(4);
            assertThat(pages.readIndices(5).values()[5 * WIDTH + 9]).isEqualTo(2);
            assertThat(pages.readIndices(5).values()[2 * WIDTH + 4]).isEqualTo(4);
        }
        assertThat(Files.readAllLines(whole.resolve("s-c2-linked.csv")))
                .hasSize(13)
                .startsWith("image,label,object", "s.tif#c2-z1-t1,1,1", "s.tif#c2-z1-t1,2,2", "s.tif#c2-z2-t1,1,3")
                .endsWith("s.tif#c2-z3-t2,1,4", "s.tif#c2-z3-t2,2,2");
        run(linked, PLAN, whole, Monitor.NONE);
        run(PLAN, whole);
        assertThat(whole.resolve("s-c2-linked.csv")).doesNotExist();
        assertThatThrownBy(() ->
                        new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL.with(SegmentJob.LINK, "slices")))
                .hasMessage("Linked objects are written as one stack: give --stack beside --link.");
    }

    @Test
    void objectsAreLinkedThroughSlicesOrFramesAlone() throws IOException {
        // The square that moves overlaps itself nowhere: through slices it is another one each time, and so in each
        // frame.
        run(settings().with(SegmentJob.LINK, "slices"), PLAN, whole, Monitor.NONE);
        assertThat(linked(whole)).containsExactly(1, 2, 3, 2, 4, 2, 5, 6, 7, 6, 8, 6);

        // From frame to frame it goes two pixels, and in each slice there are others.
        run(settings().with(SegmentJob.LINK, "frames").with(SegmentJob.REACH, 3), PLAN, out, Monitor.NONE);
        assertThat(linked(out)).containsExactly(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
    }

    private static List<Integer> linked(Path results) throws IOException {
        List<Integer> objects = new ArrayList<>();
        try (Pages pages = Pages.open(results.resolve("s-c2-labels.ome.tif"))) {
            List<String> lines = Files.readAllLines(results.resolve("s-c2-linked.csv"));
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",");
                int object = Integer.parseInt(cells[2]);
                int slice = cells[0].charAt("s.tif#c2-z".length()) - '1';
                int frame = cells[0].charAt("s.tif#c2-z1-t".length()) - '1';
                boolean isFirst = cells[1].equals("1");
                int pixel = isFirst ? 2 * frame * WIDTH + 2 * slice : 5 * WIDTH + 9;
                assertThat(pages.readIndices(frame * SLICES + slice).values()[pixel])
                        .as(line)
                        .isEqualTo(object);
                objects.add(object);
            }
        }
        return objects;
    }

    @Test
    void ofSeveralImagesOfAFileOnlyTheFirstHasTheScaleThatIsSaid() throws IOException {
        String image = "<Image><Pixels DimensionOrder=\"XYCZT\" Type=\"uint8\" SizeX=\"10\" SizeY=\"6\" SizeC=\"1\""
                + " SizeZ=\"2\" SizeT=\"1\" PhysicalSizeX=\"%1$s\" PhysicalSizeY=\"%1$s\" PhysicalSizeZ=\"2\">"
                + "<Channel/><TiffData IFD=\"%2$s\" PlaneCount=\"2\"/></Pixels></Image>";
        String xml = "<OME>" + String.format(image, "0.5", 0) + String.format(image, "0.25", 2) + "</OME>";
        Files.delete(in.resolve("s.tif"));
        new TestTiff(WIDTH, HEIGHT)
                .description(xml)
                .write(in.resolve("m.tif"), Collections.nCopies(4, (x, y, sample) -> x < 2 ? 255 : 0));

        run(PLAN, out);

        for (String suffix : List.of("tif", "zarr")) {
            try (Pages first = Pages.open(out.resolve("m-s1-labels.ome." + suffix));
                    Pages second = Pages.open(out.resolve("m-s2-labels.ome." + suffix))) {
                assertThat(first.pixelSize()).isEqualTo(Optional.of(PixelSize.of(0.5, 0.5, "µm")));
                assertThat(first.stackScale()).isEqualTo(new StackScale(2, 0));
                assertThat(second.count()).isEqualTo(2);
                assertThat(second.pixelSize()).isEmpty();
                assertThat(second.stackScale()).isEqualTo(StackScale.UNKNOWN);
            }
        }
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

    @Test
    void aTableOfAUsersInThePlaceOfThatOfLinkedObjectsIsSaidBeforeTheWork() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("s-c2-linked.csv"), "image,comment\ns.tif,mine\n");
        segmenter.asked.clear();

        assertThat(run(settings().with(SegmentJob.LINK, "both"), PLAN, out, Monitor.NONE)
                        .failures())
                .extracting(Failure::sentence)
                .containsExactly("'" + in.resolve("s.tif") + "': The result '" + out.resolve("s-c2-linked.csv")
                        + "' would overwrite a file that Fovea did not write; move that away, or give another output"
                        + " folder.");
        assertThat(segmenter.asked).isEmpty();
        assertThat(out.resolve("s-c2-linked.csv")).hasContent("image,comment\ns.tif,mine\n");
    }

    @Test
    void whatIsInThePlaceOfAStackAndNotFoveasIsSaidBeforeTheWork() throws IOException {
        Files.createDirectories(out.resolve("s-c2-labels.ome.zarr"));
        Files.writeString(out.resolve("s-c2-labels.ome.zarr/a.txt"), "mine");
        segmenter.asked.clear();

        assertThat(run(PLAN, out).failures())
                .extracting(Failure::sentence)
                .containsExactly("'" + in.resolve("s.tif") + "': The result '" + out.resolve("s-c2-labels.ome.zarr")
                        + "' would overwrite a file that Fovea did not write; move that away, or give another output"
                        + " folder.");
        assertThat(segmenter.asked).isEmpty();
    }

    @Test
    void pagesOfDifferentSizesAreNoStackAndAStackNeedsAForm() {
        Imgcodecs.imwritemulti(
                in.resolve("two.tif").toString(),
                List.of(Mats.of(Image.gray8(10, 6, new byte[60])), Mats.of(Image.gray8(8, 6, new byte[48]))));

        assertThat(run(PLAN, out).failures())
                .extracting(Failure::sentence)
                .containsExactly("'" + in.resolve("two.tif")
                        + "' has pages of 10x6 and of 8x6 pixels, which are no stack; leave --stack out.");
        assertThatThrownBy(() -> new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL.with(SegmentJob.STACK, 1)))
                .hasMessage("A stack of labels is written as OME-TIFF or OME-Zarr: give --ome-tiff or --zarr 0.4 beside"
                        + " --stack.");
    }
}
