package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.image.Image;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMapTest {
    /** Two objects, four columns and three rows. */
    private static final LabelMap MAP = new LabelMap(
            4,
            3,
            new int[] {
                0, 0, 0, 0, //
                2, 1, 1, 0, //
                2, 2, 1, 0
            },
            new float[] {
                1, 1, 1, 1, //
                0.5f, 0.1f, 0.2f, 1, //
                0.25f, 0, 0.3f, 1
            });

    @Test
    void hasTheSizeOfTheImageAndALabelForEachPixel() {
        assertThat(MAP.width()).isEqualTo(4);
        assertThat(MAP.height()).isEqualTo(3);
        assertThat(MAP.label(2, 0)).isZero();
        assertThat(MAP.label(0, 1)).isEqualTo(2);
        assertThat(MAP.label(1, 2)).isEqualTo(2);
        assertThat(MAP.label(2, 2)).isEqualTo(1);
    }

    @Test
    void objectsAreMeasuredWhereTheyLie() {
        assertThat(MAP.count()).isEqualTo(2);
        assertThat(MAP.area(1)).isEqualTo(3);
        assertThat(MAP.bounds(1)).isEqualTo(new LabelMap.Bounds(1, 1, 2, 2));
        assertThat(MAP.bounds(2)).isEqualTo(new LabelMap.Bounds(0, 1, 2, 2));
        // Of 1, 2, 2 and of 1, 1, 2; of 0, 0, 1 and of 1, 2, 2.
        assertThat(MAP.centroid(1)).containsExactly(new double[] {5 / 3.0, 4 / 3.0}, within(1e-12));
        assertThat(MAP.centroid(2)).containsExactly(new double[] {1 / 3.0, 5 / 3.0}, within(1e-12));
        assertThat(MAP.meanProbability(1)).isCloseTo(1 - 0.2, within(1e-6));
        assertThat(MAP.meanProbability(2)).isCloseTo(1 - 0.25, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "-1"})
    void anObjectThatIsNotThereIsAnError(int label) {
        assertThatThrownBy(() -> MAP.area(label))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("No object " + label + " among 2");
        assertThatThrownBy(() -> MAP.centroid(label)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> MAP.bounds(label)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** ImageJ's label images of 16 bits number no more than 65,535. */
    @ParameterizedTest
    @CsvSource({"65535, UINT16", "65536, FLOAT32"})
    void asManyObjectsAsSixteenBitsNumberAreSixteenBits(int objects, Image.Depth depth) {
        int[] labels = IntStream.range(0, 65_537).map(i -> i <= objects ? i : 0).toArray();

        Image image = new LabelMap(65_537, 1, labels, new float[labels.length]).toImage();

        assertThat(image.depth()).isEqualTo(depth);
        assertThat(image.width()).isEqualTo(65_537);
        assertThat(image.value(1, 0, 0)).isEqualTo(1);
        assertThat(image.value(65_535, 0, 0)).isEqualTo(65_535);
        assertThat(image.value(65_536, 0, 0)).isEqualTo(objects > 65_535 ? 65_536 : 0);
    }

    @Test
    void theOverlayOutlinesEachObject() {
        Image black = Image.gray8(4, 3, new byte[12]);

        Image overlay = MAP.overlay(black);

        assertThat(overlay).hasToString("4x3 RGB 8-bit");
        assertThat(overlay.value(0, 0, 0) + overlay.value(0, 0, 1) + overlay.value(0, 0, 2))
                .isZero();
        assertThat(overlay.value(0, 1, 0) + overlay.value(0, 1, 1) + overlay.value(0, 1, 2))
                .isPositive();
    }
}
