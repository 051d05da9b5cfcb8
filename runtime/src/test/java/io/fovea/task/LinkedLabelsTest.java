package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.LabelNumbers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinkedLabelsTest {

    /** A row of pixels: a dot for background, or the digit of a label. */
    private static int[] row(String pixels) {
        return pixels.chars().map(c -> c == '.' ? 0 : c - '0').toArray();
    }

    private static List<int[]> rows(String... steps) {
        return Arrays.stream(steps).map(LinkedLabelsTest::row).toList();
    }

    private static List<String> relabelled(LinkedLabels linked, List<int[]> steps) {
        return IntStream.range(0, steps.size())
                .mapToObj(step -> Arrays.stream(linked.relabelled(step, steps.get(step)))
                        .mapToObj(label -> label == 0 ? "." : "" + label)
                        .reduce("", String::concat))
                .toList();
    }

    private static List<String> throughSlices(String... slices) {
        return relabelled(LinkedLabels.throughSlices(rows(slices)), rows(slices));
    }

    private static List<String> throughFrames(double reach, String... frames) {
        List<int[]> steps = rows(frames);
        return relabelled(LinkedLabels.throughFrames(steps, frames[0].length(), 1, reach), steps);
    }

    @Test
    void whatOverlapsByAQuarterOfTheUnionIsOneObject() {
        // One of two plus three pixels is 1 / 4; one of three plus three is 1 / 5.
        assertThat(throughSlices("11....", ".111..")).containsExactly("11....", ".111..");
        assertThat(throughSlices("111...", "..111.")).containsExactly("111...", "..222.");
    }

    @Test
    void labelsOfOtherOrderKeepTheirNumbers() {
        assertThat(throughSlices("11.22.33", "22.33.11", "..1....."))
                .containsExactly("11.22.33", "11.22.33", "..4.....");
    }

    @Test
    void ofTwoPartsTheLargerGoesOn() {
        assertThat(throughSlices("1111111", "11.2222")).containsExactly("1111111", "22.1111");
    }

    @Test
    void whatMergesGoesOnAsTheLarger() {
        assertThat(throughSlices("11.2222", "1111111")).containsExactly("11.2222", "2222222");
    }

    @Test
    void anObjectThatIsMissingInBetweenIsAnotherOneAfter() {
        LinkedLabels linked = LinkedLabels.throughSlices(rows("11.", "...", "11."));

        assertThat(linked.count()).isEqualTo(2);
        assertThat(linked.number(2, 1)).isEqualTo(2);
    }

    @Test
    void aCellThatMovesByLessThanTheReachIsTheSame() {
        assertThat(throughFrames(3, "11......", "...11...")).containsExactly("11......", "...11...");
        assertThat(throughFrames(2.9, "11......", "...11...")).containsExactly("11......", "...22...");
    }

    @Test
    void overlapComesBeforeDistanceAndTheNearerBeforeTheFarther() {
        // The second stays, and the first goes to the new place although the second's old place is nearer.
        assertThat(throughFrames(9, "11.22....", "...11..22")).containsExactly("11.22....", "...22..11");
        assertThat(throughFrames(9, "1.2......", "....1...2")).containsExactly("1.2......", "....2...1");
    }

    @Test
    void centresOfVolumesAreThoseInThePlane() {
        // Two slices of two rows of four: the same place in the other slice.
        List<int[]> volumes = rows("11......" + "........", "........" + "11......");

        assertThat(LinkedLabels.throughFrames(volumes, 4, 2, 0).count()).isEqualTo(1);
        assertThat(LinkedLabels.throughSlices(volumes).count()).isEqualTo(2);
    }

    @Test
    void labelsWithGapsAndEmptyStepsAreAllowed() {
        LinkedLabels linked = LinkedLabels.throughFrames(rows("3.7", "...", "..9"), 3, 1, 5);

        assertThat(linked.number(0, 3)).isEqualTo(1);
        assertThat(linked.number(0, 7)).isEqualTo(2);
        assertThat(linked.number(2, 9)).isEqualTo(3);
        assertThat(LinkedLabels.throughSlices(List.of()).count()).isZero();
    }

    @Test
    void aLabelWithoutPixelsHasNoNumberWhereNumbersGoOn() {
        // Two frames of two slices; of the last plane label 1 has no pixel.
        List<int[]> planes = rows("12.", "12.", "1..", "..2");

        LabelNumbers slices = Linking.SLICES.link(planes, 3, 1, 2, 5);
        assertThat(slices.number(0, 2)).isEqualTo(2);
        assertThat(slices.number(1, 2)).isEqualTo(2);
        assertThat(slices.number(2, 1)).isEqualTo(3);
        assertThat(slices.number(3, 1)).isZero();
        assertThat(slices.number(3, 2)).isEqualTo(4);
        assertThat(slices.count()).isEqualTo(4);

        LabelNumbers frames = Linking.FRAMES.link(planes, 3, 1, 2, 0);
        assertThat(frames.number(2, 1)).isEqualTo(1);
        assertThat(frames.number(3, 1)).isZero();
        assertThat(frames.number(3, 2)).isEqualTo(5);
        assertThat(frames.count()).isEqualTo(5);

        LabelNumbers both = Linking.BOTH.link(planes, 3, 1, 2, 0);
        assertThat(both.number(2, 1)).isEqualTo(1);
        assertThat(both.number(3, 1)).isZero();
        assertThat(both.number(3, 2)).isEqualTo(3);
    }

    @Test
    void nineRodsThroughThirteenSlicesAreNine() {
        String rods = "1.2.3.4.5.6.7.8.9.";
        List<int[]> slices = Stream.generate(() -> row(rods)).limit(13).toList();

        assertThat(LinkedLabels.throughSlices(slices).count()).isEqualTo(9);
    }

    @Test
    void stepsOfDifferentSizesAreRefused() {
        assertThatThrownBy(() -> LinkedLabels.throughSlices(rows("11", "111")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Step 1 has 3 pixels, the first 2");
    }
}
