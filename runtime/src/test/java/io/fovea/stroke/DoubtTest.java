package io.fovea.stroke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.image.Color;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.task.Segmentation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtTest {

    @Test
    void isWhereTheTwoMostProbableClassesAreClosest() {
        Doubt doubt = Doubt.of(doubtful(60, 20), new Strokes(100, 80));
        assertThat(doubt).isEqualTo(new Doubt(75, 35, 31, doubt.margin()));
        // 31 by 31 pixels, all of 0.6 against 0.4.
        assertThat(doubt.margin()).isCloseTo(0.2, within(1e-5));
    }

    @Test
    void isNotWhereStrokesAreAlready() {
        Strokes strokes = new Strokes(100, 80);
        for (int i = 0; i < 31 * 31; i++) {
            strokes.paint(60 + i % 31, 20 + i / 31, 0);
        }
        Doubt doubt = Doubt.of(doubtful(60, 20), strokes);
        assertThat(doubt.margin()).isBetween(0.2, 0.65);
        assertThat(doubt).isNotEqualTo(new Doubt(75, 35, 31, doubt.margin()));
    }

    @Test
    void ofAnImageThatIsSmallerThanItsSquareIsTheWhole() {
        Segmentation small = of(7, 5, new float[35]);
        assertThat(Doubt.of(small, new Strokes(7, 5)).side()).isEqualTo(5);
    }

    @Test
    void severalDoNotOverlapAndComeInOrder() {
        float[] foreground = new float[100 * 80];
        square(foreground, 60, 20, 0.4f);
        square(foreground, 5, 40, 0.3f);
        List<Doubt> least = Doubt.least(of(100, 80, foreground), new Strokes(100, 80), 2);

        assertThat(least).extracting(Doubt::x).containsExactly(75, 20);
        assertThat(least).extracting(Doubt::y).containsExactly(35, 55);
        // 0.6 against 0.4, and 0.7 against 0.3.
        assertThat(least.get(0).margin()).isCloseTo(0.2, within(1e-5));
        assertThat(least.get(1).margin()).isCloseTo(0.4, within(1e-5));
        assertThat(Doubt.least(of(7, 5, new float[35]), new Strokes(7, 5), 3)).hasSizeLessThanOrEqualTo(1);
    }

    private static void square(float[] values, int left, int top, float value) {
        for (int i = 0; i < 31 * 31; i++) {
            values[(top + i / 31) * 100 + left + i % 31] = value;
        }
    }

    /** Sure but for a square of 31 pixels with its corner at a place. */
    private static Segmentation doubtful(int left, int top) {
        float[] foreground = new float[100 * 80];
        square(foreground, left, top, 0.4f);
        return of(100, 80, foreground);
    }

    private static Segmentation of(int width, int height, float[] foreground) {
        float[] background = new float[foreground.length];
        Arrays.fill(background, 1);
        for (int i = 0; i < background.length; i++) {
            background[i] -= foreground[i];
        }
        Card card = Card.of(
                "two",
                Task.SEGMENTATION,
                List.of("background", "foreground"),
                Input.tiled(Color.GRAY, 0, 1),
                OutputValues.PROBABILITIES);
        return Segmentation.of(card, width, height, new float[][] {background, foreground}, 0);
    }
}
