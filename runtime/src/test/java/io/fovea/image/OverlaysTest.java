package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverlaysTest {

    @Test
    void labelColoursAreDistinctBrightAndAlwaysTheSame() {
        int[] lut = Lut.glasbey();
        assertThat(lut).hasSize(256).startsWith(0);
        assertThat(Arrays.stream(lut).distinct().count()).isEqualTo(256);
        assertThat(IntStream.range(1, 256).map(i -> brightest(lut[i])).min().orElseThrow())
                .isGreaterThan(100);
        assertThat(Lut.glasbey()).isEqualTo(lut);
        assertThat(Lut.color(0)).isZero();
        assertThat(Lut.color(1)).isEqualTo(lut[1]);
        assertThat(Lut.color(256)).isEqualTo(lut[1]);
    }

    @Test
    void outlinesLieInsideTheirLabels() {
        int[] labels = {
            0, 0, 0, 0, 0, //
            0, 1, 1, 1, 0, //
            0, 1, 1, 1, 0, //
            0, 1, 1, 1, 0, //
            0, 0, 0, 0, 0
        };
        Image overlay = Overlays.outlines(flat(5, 5), labels);
        assertThat(overlay).hasToString("5x5 RGB 8-bit");
        assertThat(painted(overlay)).isEqualTo("00000 01110 01010 01110 00000");
    }

    @Test
    void touchingLabelsShareOneLine() {
        int[] labels = {1, 1, 1, 2, 2, 2};
        assertThat(painted(Overlays.outlines(flat(6, 1), labels))).isEqualTo("000100");
    }

    @Test
    void bordersFollowTheHigherClass() {
        assertThat(painted(Overlays.borders(flat(6, 1), new byte[] {2, 2, 0, 0, 1, 1})))
                .isEqualTo("010010");
    }

    @Test
    void linesAreWiderOnLargeImages() {
        int[] labels = new int[2000];
        Arrays.fill(labels, 100, 200, 3);
        assertThat(painted(Overlays.outlines(flat(2000, 1), labels)).indexOf("0001110"))
                .isEqualTo(97);
    }

    @Test
    void dimImagesAreStretchedAndBrightOnesAreNot() {
        byte[] ramp = new byte[100];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) i;
        }
        byte[] dim = Overlays.outlines(Image.gray8(10, 10, ramp), new int[100]).bytes();
        assertThat(dim[3 * 99] & 0xff).isEqualTo(255);
        ramp[99] = (byte) 200;
        byte[] bright =
                Overlays.outlines(Image.gray8(10, 10, ramp), new int[100]).bytes();
        assertThat(bright[3 * 98] & 0xff).isEqualTo(98);
    }

    @Test
    void noLineHasTheColourOfTheImageUnderIt() {
        for (int label : new int[] {1, 2, 3, 50, 300}) {
            int own = Lut.color(label);
            byte[] pixels = new byte[3 * 100];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (own >> 16 - i % 3 * 8);
            }
            int[] labels = new int[100];
            Arrays.fill(labels, 33, 67, label);
            Image image = Image.rgb8(10, 10, pixels);
            Image overlay = Overlays.outlines(image, labels);
            Lab line = Lab.of(overlay.value(5, 3, 0), overlay.value(5, 3, 1), overlay.value(5, 3, 2));
            assertThat(line.distance(Lab.of(own))).as("label " + label).isGreaterThan(40);
        }
    }

    /** The image has the label's own colour under the line, and nowhere else. */
    @Test
    void onlyWhatIsUnderTheLineCounts() {
        int own = Lut.color(2);
        byte[] pixels = new byte[3 * 6];
        for (int c = 0; c < 3; c++) {
            pixels[3 * 4 + c] = (byte) (own >> 16 - 8 * c);
        }
        Image image = Image.rgb8(6, 1, pixels);

        Image seen = Overlays.outlines(image, new int[] {0, 2, 0, 0, 0, 0});
        Image hidden = Overlays.outlines(image, new int[] {0, 0, 0, 0, 2, 0});

        assertThat(Lab.of(seen.value(1, 0, 0), seen.value(1, 0, 1), seen.value(1, 0, 2)))
                .isEqualTo(Lab.of(own));
        assertThat(Lab.of(hidden.value(4, 0, 0), hidden.value(4, 0, 1), hidden.value(4, 0, 2))
                        .distance(Lab.of(own)))
                .isGreaterThan(40);
        assertThatThrownBy(() -> Overlays.borders(image, new byte[7])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neighboursThatLoseTheirColoursGetDifferentOnes() {
        int own = Lut.color(5);
        byte[] pixels = new byte[3 * 4];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (own >> 16 - i % 3 * 8);
        }
        Image overlay = Overlays.outlines(Image.rgb8(4, 1, pixels), new int[] {0, 5, 0, 6});
        Lab first = Lab.of(overlay.value(1, 0, 0), overlay.value(1, 0, 1), overlay.value(1, 0, 2));
        assertThat(first.distance(Lab.of(own))).isGreaterThan(40);
        assertThat(first).isNotEqualTo(Lab.of(overlay.value(3, 0, 0), overlay.value(3, 0, 1), overlay.value(3, 0, 2)));
    }

    @Test
    void anyNumberCanBeALabel() {
        int[] labels = {0, Integer.MAX_VALUE, 0};
        assertThat(painted(Overlays.outlines(flat(3, 1), labels))).isEqualTo("010");
    }

    @Test
    void onGreyEveryLabelHasItsOwnColour() {
        for (int grey = 0; grey < 256; grey += 15) {
            byte[] pixels = new byte[300];
            Arrays.fill(pixels, (byte) grey);
            int[] labels = IntStream.rangeClosed(1, 300).toArray();
            Image overlay = Overlays.outlines(Image.gray8(300, 1, pixels), labels);
            for (int x = 1; x < 300; x++) {
                int color = (int) overlay.value(x, 0, 0) << 16
                        | (int) overlay.value(x, 0, 1) << 8
                        | (int) overlay.value(x, 0, 2);
                assertThat(color).as("label " + (x + 1)).isEqualTo(Lut.color(x + 1));
            }
        }
    }

    @Test
    void refusesLabelsOfAnotherSize() {
        assertThatThrownBy(() -> Overlays.outlines(flat(2, 2), new int[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Image flat(int width, int height) {
        byte[] pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) 50);
        return Image.gray8(width, height, pixels);
    }

    /** 1 where a pixel is coloured, rows apart by spaces. */
    private static String painted(Image image) {
        StringBuilder rows = new StringBuilder();
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                boolean grey =
                        image.value(x, y, 0) == image.value(x, y, 1) && image.value(x, y, 1) == image.value(x, y, 2);
                rows.append(grey ? '0' : '1');
            }
            rows.append(' ');
        }
        return rows.toString().strip();
    }

    private static int brightest(int color) {
        return Math.max(color >> 16 & 255, Math.max(color >> 8 & 255, color & 255));
    }

    /** What has less contrast looks so: by the levels of the image that it was made of. */
    @Test
    void anImageIsShownByTheLevelsOfAnother() {
        Image dim = Image.gray8(2, 1, new byte[] {10, 60});
        Image deep = Image.gray16(2, 1, new short[] {1000, 3000});
        Image flatter = Image.gray16(3, 1, new short[] {1500, 2500, 6000});
        Image colours = Image.rgb8(1, 1, new byte[] {1, 2, 3});
        Image channels = Image.channels8(1, 1, 2, new byte[] {100, 50});

        assertThat(Overlays.shownLike(dim, dim)).isEqualTo(Image.rgb8(2, 1, new byte[] {10, 10, 10, 60, 60, 60}));
        assertThat(Overlays.shownLike(deep, deep))
                .isEqualTo(Image.rgb8(2, 1, new byte[] {0, 0, 0, (byte) 255, (byte) 255, (byte) 255}));
        byte low = 64;
        byte high = (byte) 191;
        byte white = (byte) 255;
        assertThat(Overlays.shownLike(flatter, deep))
                .isEqualTo(Image.rgb8(3, 1, new byte[] {low, low, low, high, high, high, white, white, white}));
        assertThat(Overlays.shownLike(colours, colours)).isEqualTo(colours);
        assertThat(Overlays.shownLike(channels, channels)).isEqualTo(Image.rgb8(1, 1, new byte[] {100, 50, 0}));
    }
}
