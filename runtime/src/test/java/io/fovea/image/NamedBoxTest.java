package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedBoxTest {
    private static final int FIRST = Lut.color(1);

    @Test
    void theLineRunsOnTheFirstAndTheLastPixelsOfTheBox() {
        Image drawn = draw(100, new NamedBox(20, 40, 30, 20, "", 1));

        for (int[] corner : new int[][] {{20, 40}, {49, 40}, {20, 59}, {49, 59}, {35, 59}, {20, 50}, {49, 50}}) {
            assertThat(color(drawn, corner[0], corner[1])).isEqualTo(FIRST);
        }
        for (int[] other : new int[][] {{35, 50}, {21, 58}, {50, 50}, {35, 60}, {19, 50}}) {
            assertThat(color(drawn, other[0], other[1])).isZero();
        }
    }

    /** 399 pixels are drawn on with lines of one, 400 with lines of two. */
    @ParameterizedTest
    @ValueSource(ints = {399, 400})
    void linesAreWiderOnLargerImages(int side) {
        Image drawn = draw(side, new NamedBox(100, 100, 100, 100, "", 1));

        int coloured = 0;
        for (int x = 90; x < 110; x++) {
            coloured += color(drawn, x, 150) == FIRST ? 1 : 0;
        }
        assertThat(coloured).isEqualTo(side < 400 ? 1 : 3);
    }

    @Test
    void theNameStandsAboveItsBoxOrInItWhereThereIsNoRoom() {
        Image below = draw(100, new NamedBox(20, 40, 60, 20, "i", 1));
        Image top = draw(100, new NamedBox(20, 1, 60, 40, "i", 1));

        assertThat(color(below, 21, 38)).isEqualTo(FIRST);
        assertThat(color(below, 22, 42)).isZero();
        assertThat(color(top, 22, 6)).isNotZero();
        assertThat(color(top, 70, 3)).isZero();
    }

    @Test
    void theNameStaysInTheImage() {
        Image drawn = draw(100, new NamedBox(95, 50, 5, 10, "nucleus", 1));

        assertThat(color(drawn, 60, 48)).isEqualTo(FIRST);
        Image left = draw(100, new NamedBox(-20, 50, 40, 10, "nucleus", 1));
        assertThat(color(left, 0, 48)).isEqualTo(FIRST);
    }

    /** Black letters on bright colours, white ones on dark, and something for what has no letter. */
    @Test
    void lettersAreSeenOnTheirColour() {
        int bright = 0;
        for (int number = 1; number <= 40; number++) {
            int own = Lut.color(number);
            double brightness = 0.299 * (own >> 16) + 0.587 * (own >> 8 & 255) + 0.114 * (own & 255);
            Image drawn = draw(100, new NamedBox(5, 50, 90, 30, "MMM", number));
            int darker = 0;
            int lighter = 0;
            for (int y = 40; y < 48; y++) {
                for (int x = 8; x < 30; x++) {
                    darker += sum(color(drawn, x, y)) < sum(own) ? 1 : 0;
                    lighter += sum(color(drawn, x, y)) > sum(own) ? 1 : 0;
                }
            }
            assertThat(darker > 0).as("colour %d", number).isEqualTo(brightness > 140);
            assertThat(lighter > 0).as("colour %d", number).isEqualTo(brightness <= 140);
            bright += brightness > 140 ? 1 : 0;
        }
        assertThat(bright).isBetween(1, 39);
        assertThat(draw(100, new NamedBox(5, 50, 90, 30, "\u00e4", 1)))
                .isEqualTo(draw(100, new NamedBox(5, 50, 90, 30, "?", 1)));
    }

    @Test
    void theFirstBoxLiesOnTop() {
        NamedBox one = new NamedBox(20, 40, 30, 30, "", 1);
        NamedBox two = new NamedBox(20, 40, 30, 50, "", 2);
        Image black = Image.rgb8(100, 100, new byte[30_000]);

        Image drawn = Overlays.boxes(black, List.of(one, two));

        assertThat(color(drawn, 20, 50)).isEqualTo(FIRST);
        assertThat(color(drawn, 20, 80)).isEqualTo(Lut.color(2));
    }

    @Test
    void namesGrowWithTheImage() {
        Image small = draw(100, new NamedBox(10, 60, 50, 30, "a", 1));
        Image large = draw(2200, new NamedBox(10, 600, 50, 30, "a", 1));

        assertThat(color(small, 12, 40)).isZero();
        assertThat(color(large, 12, 575)).isEqualTo(FIRST);
    }

    private static Image draw(int side, NamedBox box) {
        return NamedBox.draw(Image.rgb8(side, side, new byte[3 * side * side]), List.of(box));
    }

    private static int color(Image image, int x, int y) {
        return (int) image.value(x, y, 0) << 16 | (int) image.value(x, y, 1) << 8 | (int) image.value(x, y, 2);
    }

    private static int sum(int color) {
        return (color >> 16) + (color >> 8 & 255) + (color & 255);
    }
}
