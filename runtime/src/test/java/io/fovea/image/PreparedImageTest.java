package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparedImageTest {
    private static final Normalisation PLAIN = Normalisation.RAW.with(Stretch.NONE, 0, 100);

    /** Two channels: the first as it is, the second less 10, and halved. The grey of 114 is 114 and 52 then. */
    private static final Normalisation TWO =
            new Normalisation(1, new float[] {0, 10}, new float[] {1, 2}, Stretch.NONE, 0, 100);

    /** 2x2 pixels of two stains. */
    private static final Image STAINS = Image.channels8(2, 2, 2, new byte[] {1, 12, 2, 14, 3, 16, 4, 18});

    /** An input 3 wide and 4 high, the image below a row and right of a column of grey. */
    private static final Placement PLACED = new Placement(3, 4, 1, 1, 2, 2, 2, 2);

    @Test
    void whatIsAroundAPlacedImageIsGreyInEachChannelsOwnUnits() {
        assertThat(placed(Layout.NCHW)).containsExactly(new float[] {
            114, 114, 114, //
            114, 1, 2, //
            114, 3, 4, //
            114, 114, 114, //
            52, 52, 52, //
            52, 1, 2, //
            52, 3, 4, //
            52, 52, 52
        });
        assertThat(placed(Layout.NHWC)).containsExactly(new float[] {
            114, 52, 114, 52, 114, 52, //
            114, 52, 1, 1, 2, 2, //
            114, 52, 3, 3, 4, 4, //
            114, 52, 114, 52, 114, 52
        });
    }

    @Test
    void greyIsScaledAsPixelsAre() {
        Normalisation unit = new Normalisation(0.5f, new float[] {7}, new float[] {10}, Stretch.NONE, 0, 100);
        Image dot = Image.gray8(1, 1, new byte[] {34});
        FloatBuffer target = FloatBuffer.allocate(2);

        new Preparation(Color.GRAY, Layout.NCHW, unit)
                .prepare(dot)
                .fillPlaced(Placement.within(2, 1, dot, true), target);

        assertThat(target.array()).containsExactly(1, 5);
    }

    /** Rows and columns of a part of an image, of each channel, in both layouts. */
    @ParameterizedTest
    @CsvSource({"NCHW, 12 13 22 23 112 113 122 123", "NHWC, 12 112 13 113 22 122 23 123"})
    void aPartHasTheRowsAndColumnsAskedFor(Layout layout, String expected) {
        short[] pixels = new short[4 * 4 * 2];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) (100 * (i % 2) + 10 * (i / 8) + i / 2 % 4);
        }
        Image image = Image.channels16(4, 4, 2, pixels);
        FloatBuffer part = FloatBuffer.allocate(8);

        new Preparation(Color.CHANNELS, 2, layout, PLAIN).prepare(image).fill(2, 1, 2, 2, part);

        assertThat(part.array()).containsExactly(floats(expected));
    }

    @Test
    void ofColoursTheirMeanIsGreyInEveryColumn() {
        Image image = Image.rgb8(2, 1, new byte[] {3, 6, 9, 30, 60, 90});
        FloatBuffer target = FloatBuffer.allocate(2);

        new Preparation(Color.GRAY, Layout.NCHW, PLAIN).prepare(image).fill(0, 0, 2, 1, target);

        assertThat(target.array()).containsExactly(6, 60);
    }

    @Test
    void aStretchedImageIsOfBytesEachChannelByItself() {
        Image deep = Image.channels16(2, 2, 2, new short[] {0, 1000, 100, 2000, 200, 3000, 400, 5000});
        Normalisation stretch = Normalisation.RAW.with(Stretch.DEEP, 0, 100);

        Image stretched = new Preparation(Color.CHANNELS, 2, Layout.NCHW, stretch)
                .prepare(deep)
                .stretched();

        // 255 x 1/4 is 63.75, 255 x 1/2 is 127.5.
        assertThat(stretched)
                .isEqualTo(Image.channels8(
                        2, 2, 2, new byte[] {0, 0, 64, 64, (byte) 128, (byte) 128, (byte) 255, (byte) 255}));
        PreparedImage plain = new Preparation(Color.CHANNELS, 2, Layout.NCHW, PLAIN).prepare(deep);
        assertThat(plain.stretched()).isSameAs(deep);
    }

    /** From {@code (x / 2 - 5) / 10} back, and from 0..255 back to 100..610. */
    @Test
    void valuesAsAModelIsGivenThemComeBackAsPixels() {
        Normalisation units = new Normalisation(0.5f, new float[] {5}, new float[] {10}, Stretch.DEEP, 0, 100);
        Image deep = Image.gray16(2, 1, new short[] {100, 610});
        float[] bytes = {0, 1.5f};
        float[] shorts = {0, 1.5f};

        prepared(Image.gray8(2, 1, new byte[] {1, 2}), units).restore(0, bytes);
        prepared(deep, units).restore(0, shorts);

        assertThat(bytes).containsExactly(10, 40);
        assertThat(shorts).containsExactly(120, 180);
    }

    /** Black is -1 and white is 1: 0.5 is three quarters of the way. */
    @Test
    void valuesBetweenBlackAndWhiteComeBackAsPixels() {
        Image bytes = Image.gray8(2, 1, new byte[] {1, 2});
        Image shorts = Image.gray16(2, 1, new short[] {100, 500});
        Image floats = Image.gray32(2, 1, new float[] {-3, 5});
        Normalisation stretch = Normalisation.RAW.with(Stretch.DEEP, 0, 100);

        assertThat(restored(bytes, PLAIN)).containsExactly(0, 191.25f, 255);
        assertThat(restored(shorts, PLAIN)).containsExactly(0, 49151.25f, 65535);
        assertThat(restored(shorts, stretch)).containsExactly(new float[] {100, 400, 500}, within(1e-3f));
        assertThat(restored(floats, stretch)).containsExactly(new float[] {-3, 3, 5}, within(1e-3f));
        // Nobody knows what white is among floats that were not stretched.
        float[] values = {-1, 0.5f, 1};
        assertThat(prepared(floats, PLAIN).restore(0, -1, 1, values)).isFalse();
        assertThat(values).containsExactly(-1, 0.5f, 1);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "-3, 3", "-4, 2", "0, 0", "3, 3", "4, 2", "6, 0", "7, 1"})
    void beyondItsEdgesAnImageOfFourIsSeenInAMirror(int index, int seen) {
        assertThat(PreparedImage.mirrored(index, 4)).isEqualTo(seen);
    }

    private static float[] restored(Image image, Normalisation normalisation) {
        float[] values = {-1, 0.5f, 1};
        assertThat(prepared(image, normalisation).restore(0, -1, 1, values)).isTrue();
        return values;
    }

    private static PreparedImage prepared(Image image, Normalisation normalisation) {
        return new Preparation(Color.GRAY, Layout.NCHW, normalisation).prepare(image);
    }

    private static float[] placed(Layout layout) {
        FloatBuffer target = FloatBuffer.allocate(3 * 4 * 2);
        new Preparation(Color.CHANNELS, 2, layout, TWO).prepare(STAINS).fillPlaced(PLACED, target);
        return target.array();
    }

    private static float[] floats(String words) {
        String[] split = words.split(" ");
        float[] values = new float[split.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(split[i]);
        }
        return values;
    }
}
