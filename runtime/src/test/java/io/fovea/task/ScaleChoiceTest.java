package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.CardFacts;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.ObjectSizes;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleChoiceTest {
    private static final Model MODEL = Nets.thresholdTrimap()
            .with(CardFacts.NONE.with("object-diameters", "8 20 40").with("pixel-size", "0.5"));

    @Test
    void aFactorFollowsFromWhatIsTold() {
        Card card = MODEL.card();

        assertThat(ScaleChoice.factor(0.5).factor(card)).isEqualTo(0.5);
        assertThat(ScaleChoice.ofDiameter(80).factor(card)).isEqualTo(0.25);
        assertThat(ScaleChoice.ofPixelSize(0.25).factor(card)).isEqualTo(0.5);
        assertThat(ScaleChoice.USUAL.factor(card)).isEqualTo(1);
        assertThat(ScaleChoice.USUAL.of(1).factor(card)).isEqualTo(2);
        assertThat(ScaleChoice.ofPixelSize(0.25).of(1).factor(card)).isEqualTo(0.5);
        assertThat(ScaleChoice.USUAL.of(1).factor(Nets.thresholdTrimap().card()))
                .isEqualTo(1);
    }

    @Test
    void whatSaysNothingToAModelIsRefused() {
        Card silent = Nets.thresholdTrimap().card();
        Card resizing =
                Card.of("pets", Task.SEGMENTATION, List.of(), Input.resized(64, 64, Color.RGB), OutputValues.LOGITS);

        assertThatThrownBy(() -> ScaleChoice.ofDiameter(30).require(silent))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        "How large the objects were that 'threshold-trimap' was trained on its card does not say, so"
                                + " that a diameter says nothing; give a scale, or say it with the key 'object-diameters' of its"
                                + " card.");
        assertThatThrownBy(() -> ScaleChoice.ESTIMATED.require(silent)).hasMessageContaining("'object-diameters'");
        assertThatThrownBy(() -> ScaleChoice.ofPixelSize(0.3).require(silent)).hasMessageContaining("'pixel-size'");
        assertThatThrownBy(() -> ScaleChoice.factor(2).require(resizing))
                .hasMessageStartingWith("The model 'pets' is given every image at one size");
        ScaleChoice.USUAL.of(0.3).require(resizing);
        assertThatThrownBy(() -> ScaleChoice.ofDiameter(5000).factor(MODEL.card()))
                .hasMessageContaining("scaled by 0.00400");
        assertThatThrownBy(() -> ScaleChoice.factor(Double.NaN)).hasMessageContaining("NaN");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 1, 2, 3.3})
    void answersHaveTheSizeOfTheImage(double factor) {
        Image image = squares(120, 100, 32);
        try (Segmenter segmenter = Segmenter.open(MODEL, Device.CPU)) {
            Segmentation result = segmenter.segment(image, ScaleChoice.factor(factor), Monitor.NONE);

            assertThat(result.scale()).isEqualTo(factor);
            assertThat(List.of(result.width(), result.height())).containsExactly(120, 100);
            assertThat(result.classes()).hasSize(120 * 100);
            LabelMap objects = result.instances(20);
            assertThat(objects.count()).isEqualTo(4);
            assertThat(objects.width()).isEqualTo(120);
            assertThat(objects.area(1)).isBetween(900, 1160);
            assertThat(objects.centroid(1)[0]).isCloseTo(8 + 15.5, offset(1.));
            assertThat(result.instances(1300).count()).isZero();
        }
    }

    @Test
    void objectsThatTouchStayApart() {
        byte[] pixels = new byte[20 * 9];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % 20;
            int y = i / 20;
            pixels[i] = (byte) (y > 0 && y < 8 && x > 0 && x < 19 ? x == 10 ? 127 : 255 : 0);
        }
        try (Segmenter segmenter = Segmenter.open(MODEL, Device.CPU)) {
            Segmentation result = segmenter.segment(Image.gray8(20, 9, pixels), ScaleChoice.factor(4), Monitor.NONE);

            LabelMap objects = result.instances(20);
            assertThat(objects.count()).isEqualTo(2);
            assertThat(objects.area(1)).isBetween(60, 75);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 12, 24, 60, 150})
    void objectsAreMeasuredByLooking(int side) {
        Image image = squares(Math.max(64, 6 * side), Math.max(64, 5 * side), side);
        double diameter = 2 * side / Math.sqrt(Math.PI);
        try (Segmenter segmenter = Segmenter.open(MODEL, Device.CPU)) {
            assertThat(new DiameterEstimate(segmenter)
                            .diameter(image, Monitor.NONE)
                            .orElseThrow())
                    .isCloseTo(diameter, offset(0.15 * diameter));

            Segmentation result = segmenter.segment(image, ScaleChoice.ESTIMATED, Monitor.NONE);
            boolean near = diameter >= 10 && diameter <= 40;
            assertThat(result.scale()).isCloseTo(near ? 1 : 20 / diameter, offset(near ? 0 : 3 / diameter));
        }
    }

    @Test
    void whereNothingIsFoundAnImageStaysAsItIs() {
        try (Segmenter segmenter = Segmenter.open(MODEL, Device.CPU)) {
            Image dark = Image.gray8(64, 64, new byte[64 * 64]);

            assertThat(segmenter
                            .segment(dark, ScaleChoice.ESTIMATED, Monitor.NONE)
                            .scale())
                    .isEqualTo(1);
        }
    }

    @Test
    void anImageThatWouldBeTooLargeIsRefused() {
        try (Segmenter segmenter = Segmenter.open(MODEL, Device.CPU)) {
            Image image = squares(3000, 2000, 40);

            assertThatThrownBy(() -> segmenter.segment(image, ScaleChoice.factor(60), Monitor.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("The image of 3000x2000 pixels at 180000x120000");
        }
    }

    @Test
    void sizesThatAreNotPlausibleGiveAScaleToTry() {
        ObjectSizes sizes = MODEL.card().sizes();

        assertThat(ScaleAdvice.toTry(map(24), 1, sizes)).isEmpty();
        assertThat(ScaleAdvice.toTry(map(60), 1, sizes).orElseThrow()).isCloseTo(20 / 67.7, offset(0.001));
        assertThat(ScaleAdvice.toTry(map(60), 0.3, sizes)).isEmpty();
        assertThat(ScaleAdvice.toTry(map(6), 1, sizes).orElseThrow()).isCloseTo(20 / 6.77, offset(0.01));
        assertThat(ScaleAdvice.toTry(map(60), 1, ObjectSizes.UNKNOWN)).isEmpty();
    }

    /** A nucleus in pieces: the median is plausible, but most of the area is in large ones. */
    @Test
    void piecesOfLargeObjectsAreNotPlausible() {
        int[] labels = new int[100 * 100];
        for (int i = 0; i < labels.length; i++) {
            int x = i % 100;
            int y = i / 100;
            labels[i] = y < 80 ? 1 : 2 + x / 20;
        }
        LabelMap pieces = new LabelMap(100, 100, labels, new float[labels.length]);

        assertThat(ScaleAdvice.median(ScaleAdvice.diameters(pieces)).orElseThrow())
                .isBetween(20., 25.);
        assertThat(ScaleAdvice.toTry(pieces, 1, MODEL.card().sizes()).orElseThrow())
                .isCloseTo(20 / 100.9, offset(0.001));
        assertThat(ScaleAdvice.toTry(pieces, 0.3, MODEL.card().sizes())).isPresent();
    }

    private static LabelMap map(int side) {
        int[] labels = new int[side * side];
        Arrays.fill(labels, 1);
        return new LabelMap(side, side, labels, new float[side * side]);
    }

    /** Four bright squares on black. */
    private static Image squares(int width, int height, int side) {
        byte[] pixels = new byte[width * height];
        for (int left : new int[] {8, width - side - 9}) {
            for (int top : new int[] {8, height - side - 9}) {
                for (int y = top; y < top + side; y++) {
                    for (int x = left; x < left + side; x++) {
                        pixels[y * width + x] = -1;
                    }
                }
            }
        }
        return Image.gray8(width, height, pixels);
    }
}
