package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.LabelStack;
import io.fovea.image.StackScale;
import io.fovea.model.Card;
import io.fovea.model.CountInterval;
import io.fovea.model.Input;
import io.fovea.model.ObjectScore;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.model.Trust;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SegmentJobTest {
    private static final Image DARK = Image.gray8(4, 1, new byte[4]);

    /** An object of two pixels and one of one, whose contour is one pixel each. */
    private static final Segmentation TRIMAP =
            segmentation(Task.TRIMAP, List.of("foreground", "background", "contour"), "##.o#.", 0.5);

    @Test
    void ofATrimapObjectsAreCountedAndDrawn() {
        Image image = Image.gray8(6, 1, new byte[6]);

        Outcome outcome = Jobs.SEGMENT.outcome(TRIMAP, image, JobSettings.USUAL.with(SegmentJob.MIN_SIZE, 0));

        assertThat(outcome.pictures()).containsOnlyKeys("-labels.png", "-trimap.png", "-overlay.png");
        assertThat(outcome.pictures().get("-labels.png").shorts()).containsExactly(1, 1, 0, 2, 2, 0);
        assertThat(outcome.pictures().get("-trimap.png").bytes()).containsExactly(0, 0, 127, (byte) 254, 0, 127);
        assertThat(outcome.pictures().get("-overlay.png")).hasToString("6x1 RGB 8-bit");
        Findings findings = outcome.findings();
        assertThat(findings.columns())
                .containsExactly(
                        "width", "height", "objects", "foreground_fraction", "background_fraction", "contour_fraction");
        assertThat(findings.rows()).containsExactly(List.of(6, 1, 2, 3 / 6.0, 2 / 6.0, 1 / 6.0));
        assertThat(findings.headings()).containsExactly("width", "height", "objects", "seconds");
        assertThat(findings.line()).containsExactly(6, 1, 2, "0.50");
    }

    @Test
    void objectsSmallerThanAskedForAreLeftOut() {
        Image image = Image.gray8(6, 1, new byte[6]);
        JobSettings three = JobSettings.USUAL.with(SegmentJob.MIN_SIZE, 3);

        assertThat(Jobs.SEGMENT.outcome(TRIMAP, image, three).findings().number("objects"))
                .hasValue(0);
        assertThat(Jobs.SEGMENT
                        .outcome(TRIMAP, image, three)
                        .pictures()
                        .get("-labels.png")
                        .shorts())
                .containsOnly(0);
    }

    /** Three planes of 200,000 x 200,000 floats, twice, are 894 GB. */
    @Test
    void probabilitiesThatDoNotFitAreRefusedBeforeTheWork() {
        Card card = Card.of(
                "net",
                Task.TRIMAP,
                List.of("foreground", "background", "contour"),
                Input.tiled(Color.GRAY, 0, 1),
                OutputValues.LOGITS);
        JobSettings wanted = JobSettings.USUAL.with(SegmentJob.PROBABILITIES, 1);

        Jobs.SEGMENT.requireMemory(card, 200_000, 200_000, JobSettings.USUAL);
        Jobs.SEGMENT.requireMemory(card, 200, 200, wanted);
        assertThatThrownBy(() -> Jobs.SEGMENT.requireMemory(card, 200_000, 200_000, wanted))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith(
                        "Writing the probabilities of 3 classes at 200000x200000 pixels needs 894.1 GB of memory");
    }

    @Test
    void ofOtherModelsClassesAreDrawnAndTheirSharesSaid() {
        Segmentation result = segmentation(Task.SEGMENTATION, List.of("sky", "sea", "land"), "###.", 1.25);

        Outcome outcome = Jobs.SEGMENT.outcome(result, DARK, JobSettings.USUAL);

        assertThat(outcome.pictures()).containsOnlyKeys("-labels.png", "-overlay.png");
        assertThat(outcome.pictures().get("-labels.png").bytes()).containsExactly(0, 0, 0, 1);
        Image overlay = outcome.pictures().get("-overlay.png");
        assertThat(overlay.value(2, 0, 0) + overlay.value(2, 0, 1) + overlay.value(2, 0, 2))
                .isZero();
        assertThat(overlay.value(3, 0, 0) + overlay.value(3, 0, 1) + overlay.value(3, 0, 2))
                .isPositive();
        Findings findings = outcome.findings();
        assertThat(findings.rows()).containsExactly(List.of(4, 1, "", 0.75, 0.25, 0.0));
        assertThat(findings.headings()).containsExactly("width", "height", "sky", "sea", "land", "seconds");
        assertThat(findings.line()).containsExactly(4, 1, "75.0%", "25.0%", "0.0%", "1.25");
        assertThat(findings.number("objects")).isEmpty();
    }

    /** Seven classes are more than a line is wide; the table has them all. */
    @Test
    void ofManyClassesTheFourLargestAreTold() {
        List<String> labels = List.of("a", "b", "c", "d", "e", "f", "g");
        Segmentation many = segmentation(Task.SEGMENTATION, labels, "2222000001113345", 0);
        Segmentation two = segmentation(Task.SEGMENTATION, labels, "6665", 0);
        Segmentation six = segmentation(Task.SEGMENTATION, labels.subList(0, 6), "5555", 0);

        assertThat(findings(many).headings()).containsExactly("width", "height", "classes", "seconds");
        assertThat(findings(many).line()).containsExactly(16, 1, "a 31.3%, c 25.0%, b 18.8%, d 12.5%", "0.00");
        assertThat(findings(many).columns()).hasSize(3 + 7);
        assertThat(findings(two).line()).containsExactly(4, 1, "g 75.0%, f 25.0%", "0.00");
        assertThat(findings(six).headings()).hasSize(2 + 6 + 1);
    }

    @Test
    void eachColumnOfNumbersIsDeclaredAsOne() {
        Card card = Card.of(
                        "m",
                        Task.INSTANCES,
                        List.of("background", "tumour", "stroma"),
                        Input.tiled(Color.GRAY, 0, 1),
                        OutputValues.LOGITS)
                .withTrust(new Trust(
                        1, Optional.of(new ObjectScore(-3, 2.5, 0.5)), Optional.of(new CountInterval(0.5, 2)), 0.75));

        assertThat(Jobs.SEGMENT.columns(card))
                .containsSubsequence(
                        "stroma_fraction", "tumour_objects", "stroma_objects", "objects_low", "objects_high", "unlike");
        assertThat(Jobs.SEGMENT.wholeNumbers(card))
                .contains("width", "tumour_objects", "stroma_objects", "objects_low", "objects_high")
                .doesNotContainAnyElementsOf(Jobs.SEGMENT.numbers(card));
        Set<String> declared = new HashSet<>(Jobs.SEGMENT.wholeNumbers(card));
        declared.addAll(Jobs.SEGMENT.numbers(card));
        assertThat(declared).containsAll(Jobs.SEGMENT.columns(card));
    }

    /** Two planes of 30,000 x 30,000 whole numbers are 6.7 GB, two volumes of two and a plane 16.8 GB. */
    @Test
    void linkingThatDoesNotFitIsRefusedBeforeTheWork() {
        LabelStack planes = new LabelStack(
                30_000, 30_000, 2, 5, Collections.nCopies(10, Optional.empty()), Optional.empty(), StackScale.UNKNOWN);
        JobSettings stack = JobSettings.USUAL.with(SegmentJob.STACK, 1).with(SegmentJob.OME_TIFF, 1);

        Jobs.SEGMENT.stacked(planes, List.of(), stack);
        assertThatThrownBy(() -> Jobs.SEGMENT.stacked(planes, List.of(), stack.with(SegmentJob.LINK, "slices")))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("Linking the objects of 10 planes of 30000x30000 pixels through slices needs"
                        + " 6.7 GB of memory");
        assertThatThrownBy(() -> Jobs.SEGMENT.stacked(planes, List.of(), stack.with(SegmentJob.LINK, "both")))
                .hasMessageContaining("needs 16.8 GB of memory");
    }

    @Test
    void aReachThatNothingAsksForIsRefused() {
        Card card = Card.of(
                "m",
                Task.TRIMAP,
                List.of("foreground", "background", "contour"),
                Input.tiled(Color.GRAY, 0, 1),
                OutputValues.LOGITS);
        JobSettings stack = JobSettings.USUAL
                .with(SegmentJob.STACK, 1)
                .with(SegmentJob.OME_TIFF, 1)
                .with(SegmentJob.REACH, 20);

        Jobs.SEGMENT.require(card, stack.with(SegmentJob.LINK, "frames"));
        Jobs.SEGMENT.require(card, stack.with(SegmentJob.LINK, "both"));
        for (JobSettings useless : List.of(stack, stack.with(SegmentJob.LINK, "slices"))) {
            assertThatThrownBy(() -> Jobs.SEGMENT.require(card, useless))
                    .isInstanceOf(FoveaException.class)
                    .hasMessage("How far centres may move counts where objects are linked through frames: give --link"
                            + " frames or both beside --reach, or leave --reach out.");
        }
    }

    @Test
    void theColumnsOfATableAreKnownFromTheCard() {
        Card card = Card.of(
                "m", Task.SEGMENTATION, List.of("sky", "sea"), Input.tiled(Color.GRAY, 0, 1), OutputValues.LOGITS);

        assertThat(Jobs.SEGMENT.columns()).containsExactly("width", "height", "objects");
        assertThat(Jobs.SEGMENT.columns(card))
                .containsExactly("width", "height", "objects", "sky_fraction", "sea_fraction");
        assertThat(Jobs.SEGMENT.options())
                .containsExactly(
                        SegmentJob.MIN_SIZE,
                        SegmentJob.SCALE,
                        SegmentJob.PIXEL_SIZE,
                        SegmentJob.DIAMETER,
                        Views.OPTION,
                        SegmentJob.OME_TIFF,
                        SegmentJob.ZARR,
                        SegmentJob.INTO_IMAGE,
                        SegmentJob.STACK,
                        SegmentJob.LINK,
                        SegmentJob.REACH,
                        SegmentJob.PROBABILITIES,
                        SegmentJob.GEOJSON,
                        SegmentJob.COCO,
                        SegmentJob.NO_OBJECTS,
                        SegmentJob.NO_ROIS);
        assertThat(SegmentJob.MIN_SIZE.usual()).isEqualTo(20);
    }

    private static Findings findings(Segmentation result) {
        Image image = Image.gray8(result.width(), 1, new byte[result.width()]);
        return Jobs.SEGMENT.outcome(result, image, JobSettings.USUAL).findings();
    }

    /** A row of pixels, each sure of its class: a digit, or one of {@code #.o}. */
    private static Segmentation segmentation(Task task, List<String> labels, String row, double seconds) {
        float[][] planes = new float[labels.size()][row.length()];
        for (int x = 0; x < row.length(); x++) {
            int symbol = "#.o".indexOf(row.charAt(x));
            planes[symbol >= 0 ? symbol : Character.digit(row.charAt(x), 10)][x] = 1;
        }
        ProbabilityMaps maps = new ProbabilityMaps(row.length(), 1, planes);
        return new Segmentation(task, labels, row.length(), 1, maps, seconds);
    }
}
