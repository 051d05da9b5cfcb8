package io.fovea.batch;

import static io.fovea.batch.ResumeTest.contents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.Hyperstack;
import io.fovea.image.Image;
import io.fovea.image.Mats;
import io.fovea.image.Pages;
import io.fovea.image.PixelSize;
import io.fovea.image.StackScale;
import io.fovea.image.TestTiff;
import io.fovea.task.ImageDocument;
import io.fovea.task.Job;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Outcome;
import io.fovea.task.SegmentJob;
import io.fovea.task.Segmentation;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.opencv.imgcodecs.Imgcodecs;

/** What is written of a stack. */
class StackRunTest extends StackCase {
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

    /** Two files end at once, and the stacks of each take all the memory that there is for what is in work. */
    @Test
    void stacksThatNeedAllTheMemoryAreMadeOneAfterTheOther() throws IOException {
        stack("t.tif");
        run(PLAN, whole);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Job<Segmentation> large = large(document -> (file, origin) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            document.writeTo(file, origin);
            now.decrementAndGet();
        });

        new FolderJob<>(large, segmenter, settings())
                .run(Inputs.find(List.of(in.toString())), PLAN.with(4), out, Monitor.NONE);

        assertThat(most).hasValue(1);
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @SuppressWarnings("unchecked") // a proxy of the same interface
    private static Job<Segmentation> large(UnaryOperator<ImageDocument> writing) {
        return (Job<Segmentation>) Proxy.newProxyInstance(
                Job.class.getClassLoader(), new Class<?>[] {Job.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("stackedBytes")) {
                        return 1e18;
                    }
                    Object made = method.invoke(Jobs.SEGMENT, arguments);
                    if (!method.getName().equals("stacked")) {
                        return made;
                    }
                    Outcome outcome = (Outcome) made;
                    Map<String, ImageDocument> documents = new LinkedHashMap<>();
                    outcome.documents().forEach((name, document) -> documents.put(name, writing.apply(document)));
                    return new Outcome(
                            outcome.findings(),
                            outcome.pictures(),
                            documents,
                            outcome.folders(),
                            outcome.additions(),
                            outcome.details());
                });
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
