package io.fovea.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.anatomy.NetsByHand;
import io.fovea.anatomy.NetsByHand.Chain;
import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterfactualFinderTest {
    private static final int SIDE = 8;

    /** Three scores, each a weighted sum of the pixels and a bias. */
    private static Model linear(float[][] weights, float... biases) {
        Chain net = new Chain(1, SIDE);
        float[] all = new float[weights.length * SIDE * SIDE];
        for (int k = 0; k < weights.length; k++) {
            System.arraycopy(weights[k], 0, all, k * SIDE * SIDE, SIDE * SIDE);
        }
        net.graph.put("w", Tensor.of(all, weights.length, SIDE * SIDE));
        net.graph.put("b", Tensor.of(biases));
        net.node("Flatten", "flat").node("Gemm", "scores", Attributes.NONE.with("transB", 1), "w", "b");
        return net.model(1, SIDE, weights.length);
    }

    private static float[][] weights(int classes) {
        Random random = new Random(3);
        float[][] weights = new float[classes][SIDE * SIDE];
        for (float[] row : weights) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) random.nextGaussian() / 100;
            }
        }
        return weights;
    }

    private static Image gray(int level) {
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, (byte) level);
        return Image.gray8(SIDE, SIDE, pixels);
    }

    private static double score(float[] weights, float bias, int level) {
        double sum = bias;
        for (float w : weights) {
            sum += w * level;
        }
        return sum;
    }

    /** The distance to the nearest plane between the answer and another class: (f_a - f_k) / |w_a - w_k|. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1.5})
    void ofALinearModelTheSmallestChangeIsThatOfTheFormula(double sigma) {
        float[][] weights = weights(3);
        float[] biases = {0, 0, 0};
        // The first class is the answer, the others are behind it.
        for (int k = 0; k < 3; k++) {
            biases[k] = (float) (-score(weights[k], 0, 100) - k);
        }
        double least = Double.POSITIVE_INFINITY;
        double expected = 0;
        int nearest = 0;
        Blur blur = new Blur(sigma, SIDE, SIDE);
        for (int k = 1; k < 3; k++) {
            float[] difference = new float[SIDE * SIDE];
            for (int i = 0; i < difference.length; i++) {
                difference[i] = weights[0][i] - weights[k][i];
            }
            // A change that is the blur B z moves the margin by (B w) z, least in |z| along B w; it is B B w then.
            float[] once = blur.of(difference);
            double square = 0;
            double length = 0;
            float[] twice = blur.of(once);
            for (int i = 0; i < once.length; i++) {
                square += (double) once[i] * once[i];
                length += (double) twice[i] * twice[i];
            }
            double along = k / Math.sqrt(square);
            if (along < least) {
                least = along;
                nearest = k;
                expected = k / square * Math.sqrt(length);
            }
        }
        try (CounterfactualFinder finder = CounterfactualFinder.open(linear(weights, biases), Device.CPU)) {
            PixelChange change = finder.pixels(gray(100), OptionalInt.empty(), sigma, Monitor.NONE)
                    .orElseThrow();
            assertThat(change.from()).isEqualTo("label0");
            assertThat(change.to()).isEqualTo("label" + nearest);
            assertThat(change.length()).isCloseTo(expected, within(2e-3 * expected));
            assertThat(change.largest()).isLessThan(change.length());
        }
    }

    @Test
    void aClassThatIsAskedForIsReached() {
        float[][] weights = weights(4);
        float[] biases = new float[4];
        for (int k = 0; k < 4; k++) {
            biases[k] = (float) (-score(weights[k], 0, 100) - k);
        }
        try (CounterfactualFinder finder = CounterfactualFinder.open(linear(weights, biases), Device.CPU)) {
            PixelChange change =
                    finder.pixels(gray(100), OptionalInt.of(3), 0, Monitor.NONE).orElseThrow();
            assertThat(change.to()).isEqualTo("label3");
            PixelChange any = finder.pixels(gray(100), OptionalInt.empty(), 0, Monitor.NONE)
                    .orElseThrow();
            assertThat(change.length()).isGreaterThan(any.length());
            assertThatThrownBy(() -> finder.pixels(gray(100), OptionalInt.of(0), 0, Monitor.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("answers 'label0' as it is");
        }
    }

    /** The one score is by how much the mean is above 140.5: brightness turns it at 41 of 255 grey levels, no contrast does. */
    @Test
    void brightnessTurnsWhereItIsWorkedOutByHand() {
        float[] up = new float[SIDE * SIDE];
        Arrays.fill(up, 1f / up.length);
        try (CounterfactualFinder finder =
                CounterfactualFinder.open(linear(new float[][] {new float[SIDE * SIDE], up}, 140.5f, 0), Device.CPU)) {
            Image image = gray(100);
            assertThat(finder.answer(image, Monitor.NONE).label()).isEqualTo("label0");
            List<ShiftChange> found = finder.along(Shift.BRIGHTNESS, image, OptionalInt.empty(), Monitor.NONE);
            assertThat(found).hasSize(1);
            assertThat(found.get(0).side()).isEqualTo("brighter");
            // Grey levels are whole numbers, so 40.5 are rounded to the even 40, and a little more to 41.
            assertThat(found.get(0).amount()).isCloseTo(100 * 40.5 / 255, within(0.02));
            assertThat(found.get(0).changed().value(3, 3, 0)).isEqualTo(141);
            assertThat(finder.along(Shift.CONTRAST, image, OptionalInt.empty(), Monitor.NONE))
                    .isEmpty();
            assertThat(finder.along(Shift.HUE, image, OptionalInt.empty(), Monitor.NONE))
                    .isEmpty();
            PixelChange change =
                    finder.pixels(image, OptionalInt.empty(), 0, Monitor.NONE).orElseThrow();
            // Every pixel by 40.5.
            assertThat(change.length()).isCloseTo(40.5 * SIDE, within(0.05));
            assertThat(change.largest()).isCloseTo(40.5, within(0.01));
            Monitor cancelled = Monitor.of((fraction, message) -> {}, () -> true);
            assertThatThrownBy(() -> finder.pixels(image, OptionalInt.empty(), 0, cancelled))
                    .isInstanceOf(CancelledException.class);
        }
    }

    /** Half of the pixels are as bright as can be; the others have to do it all. */
    @Test
    void whatIsWhiteGetsNoBrighter() {
        float[] up = new float[SIDE * SIDE];
        Arrays.fill(up, 1f / up.length);
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 2 == 0 ? 255 : 100);
        }
        try (CounterfactualFinder finder =
                CounterfactualFinder.open(linear(new float[][] {new float[SIDE * SIDE], up}, 197.5f, 0), Device.CPU)) {
            PixelChange change = finder.pixels(Image.gray8(SIDE, SIDE, pixels), OptionalInt.empty(), 0, Monitor.NONE)
                    .orElseThrow();
            // The mean is 177.5, so 32 pixels rise by 40 each.
            assertThat(change.largest()).isCloseTo(40, within(0.05));
            assertThat(change.length()).isCloseTo(40 * Math.sqrt(32), within(0.3));
            assertThat(change.changed().value(0, 0, 0)).isEqualTo(255);
        }
    }

    @Test
    void changesAreInGreyLevelsOfDeepImages() {
        float[] up = new float[SIDE * SIDE];
        Arrays.fill(up, 1f / up.length);
        short[] deep = new short[SIDE * SIDE];
        for (int i = 0; i < deep.length; i++) {
            deep[i] = (short) (i % 2 == 0 ? 1000 : 3000);
        }
        // Stretched, pixels are 0 and 255; one unit is 2000 / 255 grey levels of the image.
        try (CounterfactualFinder finder =
                CounterfactualFinder.open(linear(new float[][] {new float[SIDE * SIDE], up}, 137.5f, 0), Device.CPU)) {
            PixelChange change = finder.pixels(Image.gray16(SIDE, SIDE, deep), OptionalInt.empty(), 0, Monitor.NONE)
                    .orElseThrow();
            assertThat(change.largest()).isCloseTo(20 * 2000 / 255.0, within(0.5));
        }
    }

    /** Stretched, every pixel is black, and no change of the input is one in grey levels of the image. */
    @Test
    void pixelsOfAFlatDeepImageAreRefusedAndShiftsAreNot() {
        float[] up = new float[SIDE * SIDE];
        Arrays.fill(up, 1f / up.length);
        short[] deep = new short[SIDE * SIDE];
        Arrays.fill(deep, (short) 1000);
        float[] floats = new float[SIDE * SIDE];
        Arrays.fill(floats, 0.5f);
        try (CounterfactualFinder finder =
                CounterfactualFinder.open(linear(new float[][] {new float[SIDE * SIDE], up}, 137.5f, 0), Device.CPU)) {
            for (Image flat : List.of(Image.gray16(SIDE, SIDE, deep), Image.gray32(SIDE, SIDE, floats))) {
                assertThatThrownBy(() -> finder.pixels(flat, OptionalInt.empty(), 0, Monitor.NONE))
                        .isInstanceOf(FoveaException.class)
                        .hasMessageContaining("one grey level")
                        .hasMessageContaining("shifts alone");
                assertThat(finder.along(Shift.BLUR, flat, OptionalInt.empty(), Monitor.NONE))
                        .isEmpty();
            }
        }
    }

    @Test
    void whatIsNoClassifierIsRefused() {
        assertThatThrownBy(() -> CounterfactualFinder.open(NetsByHand.brightness(), Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("give a classifier");
    }
}
