package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChromaTest {

    /** ITU-R BT.601: Y = 0.299 R + 0.587 G + 0.114 B. */
    @Test
    void brightnessIsThatOfTheNorm() {
        Image rgb = Image.rgb8(2, 1, new byte[] {(byte) 200, 100, 50, 0, 0, -1});

        Image luma = Chroma.of(rgb).luma();

        assertThat(luma.depth()).isEqualTo(Image.Depth.UINT8);
        assertThat(luma.value(0, 0, 0)).isCloseTo(0.299f * 200 + 0.587f * 100 + 0.114f * 50, within(0.5f));
        assertThat(luma.value(1, 0, 0)).isCloseTo(0.114f * 255, within(0.5f));
    }

    @Test
    void coloursComeBackWithTheirOwnBrightnessInEveryDepth() {
        Image real = Image.rgb32(2, 1, new float[] {-3, 1, 7, 1000, 20, 0.5f});
        Image deep = Image.rgb16(1, 2, new short[] {1000, 2000, (short) 60000, 0, 5, 9});

        assertThat(again(real).floats()).usingComparatorWithPrecision(1e-3f).containsExactly(real.floats());
        assertThat(again(deep).floats())
                .usingComparatorWithPrecision(1e-2f)
                .containsExactly(1000, 2000, 60000, 0, 5, 9);
    }

    /** Of an image of one colour, four pixels for each have that colour and the new brightness. */
    @Test
    void coloursAreEnlargedWithTheBrightness() {
        Chroma chroma = Chroma.of(Image.rgb8(2, 1, new byte[] {(byte) 200, 100, 50, (byte) 200, 100, 50}));
        float y = chroma.luma().value(0, 0, 0);

        Image larger = chroma.with(Image.gray32(4, 2, new float[] {y, y, y, y, y, y, y, y + 10}));

        assertThat(larger).hasToString("4x2 RGB 32-bit");
        for (int c = 0; c < 3; c++) {
            float value = c == 0 ? 200 : c == 1 ? 100 : 50;
            assertThat(larger.value(0, 0, c)).isCloseTo(value, within(0.01f));
            assertThat(larger.value(3, 1, c)).isCloseTo(value + 10, within(0.01f));
        }
    }

    private static Image again(Image rgb) {
        Chroma chroma = Chroma.of(rgb);
        Image luma = chroma.luma();
        float[] values = new float[luma.width() * luma.height()];
        for (int i = 0; i < values.length; i++) {
            values[i] = luma.value(i % luma.width(), i / luma.width(), 0);
        }
        return chroma.with(Image.gray32(luma.width(), luma.height(), values));
    }
}
