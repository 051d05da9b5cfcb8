package io.fovea.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Resampling;
import io.fovea.explain.method.Method;
import io.fovea.image.ColorBar;
import io.fovea.image.ColorMap;
import io.fovea.image.Image;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeatOverlayTest {

    private static HeatMap map(int width, int height, int imageWidth, int imageHeight, float... values) {
        InputFrame framing = new InputFrame(width, height, width, height, imageWidth, imageHeight);
        return HeatMap.of(width, height, values, framing);
    }

    @ParameterizedTest
    @CsvSource({
        "jet, 00007f, 79ff7d, 7f0000",
        "viridis, 440154, 20908c, fde724",
        "inferno, 000004, ba3655, fcfea4",
        "turbo, 30123b, a2fc3c, 7a0402",
    })
    void coloursAreThoseOfTheirSource(String id, String low, String middle, String high) {
        int[] table = ColorMap.parse(id).table();

        assertThat(table).hasSize(256);
        near(table[0], low);
        near(table[127], middle);
        near(table[255], high);
    }

    /** Libraries round differently. */
    private static void near(int color, String expected) {
        int wanted = Integer.parseInt(expected, 16);
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(color >> shift & 0xff).isCloseTo(wanted >> shift & 0xff, within(3));
        }
    }

    @Test
    void unknownColoursListTheKnownOnes() {
        assertThatThrownBy(() -> ColorMap.parse("hot"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll("hot", "jet, viridis, inferno, turbo");
    }

    @Test
    void jetAtFortyPercentIsAddedAndSpreadOverTheWholeRange() {
        // Jet of 0 is (0, 0, 127), of 255 (127, 0, 0); the image is 100 and 200.
        Image image = Image.gray8(2, 1, new byte[] {100, (byte) 200});
        Image overlay = HeatOverlay.of(image, map(2, 1, 2, 1, 0, 1), ColorMap.JET);

        double[] sum = {100, 100, 100 + 0.4 * 127, 200 + 0.4 * 127, 200, 200};
        for (int i = 0; i < 6; i++) {
            int expected = (int) ((sum[i] - 100) / (200 + 0.4 * 127 - 100) * 255);
            assertThat(overlay.bytes()[i] & 0xff).isCloseTo(expected, within(1));
        }
        assertThat(overlay.bytes()[0]).isZero();
        assertThat(overlay.bytes()[3] & 0xff).isEqualTo(255);
    }

    @Test
    void heatIsLinearBetweenTheCentresOfCells() {
        float[] heat = map(2, 1, 8, 1, 0, 1).heat().floats();

        assertThat(heat).containsExactly(new float[] {0, 0, 0.125f, 0.375f, 0.625f, 0.875f, 1, 1}, offset(1e-6f));
    }

    @Test
    void coloursGrowAsPillowGrowsThem() {
        // Image.new("L", (4, 1)) with 0, 255, 0, 100, resized to (8, 1) by BICUBIC.
        InputFrame framing = new InputFrame(4, 1, 4, 1, 8, 1);
        float[] wide = Resampling.cubic(framing, 4, 1).applyToBytes(new float[] {0, 255, 0, 100}, 1);

        assertThat(wide[0]).isZero();
        assertThat(wide[2]).isCloseTo(keys(0.75f, 0, 0, 255, 0, true), offset(1f));
        assertThat(wide[3]).isCloseTo(keys(0.25f, 0, 255, 0, 100, false), offset(1f));
    }

    /** Keys's cubic between the second and third value; a missing first one leaves its weight to the others. */
    private static float keys(float t, float p0, float p1, float p2, float p3, boolean edge) {
        double[] w = {
            -0.5 * t + t * t - 0.5 * t * t * t,
            1 - 2.5 * t * t + 1.5 * t * t * t,
            0.5 * t + 2 * t * t - 1.5 * t * t * t,
            -0.5 * t * t + 0.5 * t * t * t
        };
        double sum = (edge ? 0 : w[0]) + w[1] + w[2] + w[3];
        double value = ((edge ? 0 : w[0] * p0) + w[1] * p1 + w[2] * p2 + w[3] * p3) / sum;
        return (float) Math.min(255, Math.max(0, value));
    }

    @Test
    void whatSurroundsTheImageInTheInputIsLeftOut() {
        // An image of 3 in an input of 4: the last column of the grid lies outside.
        InputFrame framing = new InputFrame(4, 4, 3, 3, 3, 3);
        HeatMap map = HeatMap.of(4, 4, new float[] {1, 2, 3, 9, 1, 2, 3, 9, 1, 2, 3, 9, 9, 9, 9, 9}, framing);

        assertThat(map.heat().floats()).startsWith(1 / 9f, 2 / 9f, 3 / 9f);
    }

    @Test
    void aBarHasTheColoursFromTopToBottomAndFigures() {
        Image bar = ColorBar.of(ColorMap.JET, 200);

        assertThat(bar.height()).isEqualTo(200);
        assertThat(bar.value(0, 0, 0)).isEqualTo(127);
        assertThat(bar.value(0, 199, 2)).isEqualTo(127);
        int dark = 0;
        for (int y = 0; y < 200; y++) {
            dark += bar.value(bar.width() - 8, y, 0) < 128 ? 1 : 0;
        }
        assertThat(dark).isPositive();
    }

    @Test
    void panelsStandBesideEachOther() {
        Explanation one =
                new Explanation(0, "a", 1, Method.GRAD_CAM, "l", map(2, 2, 6, 4, 0, 1, 0, 1), Optional.empty(), 0);
        Image image = Image.gray8(6, 4, new byte[24]);

        assertThat(HeatDrawing.DEFAULT.draw(image, List.of(one)).width()).isEqualTo(6);
        assertThat(HeatDrawing.DEFAULT.draw(image, List.of(one, one)).width()).isEqualTo(20);
    }
}
