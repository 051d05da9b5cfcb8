package io.fovea.image.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaletteTest {

    @Test
    void liesInAFileRedOrBlueFirst() {
        byte[] file = {9, 1, 2, 3, 0, (byte) 200, 5, 6, 0};

        assertThat(Palette.of(file, 1, 2, 4, false).colors()).containsExactly(0x010203, 0xc80506);
        assertThat(Palette.of(file, 1, 2, 4, true).colors()).containsExactly(0x030201, 0x0605c8);
        assertThat(Palette.of(file, 1, 1, 3, true).colors()).containsExactly(0x030201);
    }

    @Test
    void endsWhereTheFileEnds() {
        byte[] file = {9, 1, 2, 3, 4, 5, 6, 7, 8};

        assertThat(Palette.of(file, 1, 256, 3, false).colors()).containsExactly(0x010203, 0x040506);
        assertThat(Palette.of(file, 20, 256, 3, false).colors()).isEmpty();
    }

    @Test
    void isGreyIfRedGreenAndBlueAreAlike() {
        assertThat(new Palette(new int[] {0, 0x0a0a0a, 0xffffff}).isGrey()).isTrue();
        assertThat(new Palette(new int[] {0x0a0a0b}).isGrey()).isFalse();
        assertThat(new Palette(new int[] {0x0a0b0a}).isGrey()).isFalse();
        assertThat(new Palette(new int[] {0x0b0a0a}).isGrey()).isFalse();
    }

    /** Green counts 0.587, red 0.299 and blue 0.114 of 255: 150, 76 and 29. */
    @Test
    void risesOrFallsByBrightness() {
        Palette rising = new Palette(new int[] {0, 0x0000ff, 0xff0000, 0x00ff00, 0xffffff});
        Palette falling = new Palette(new int[] {0xffffff, 0x00ff00, 0xff0000, 0x0000ff, 0});
        Palette mixed = new Palette(new int[] {0, 0x00ff00, 0xff0000, 0xffffff});
        Palette steep = new Palette(new int[] {0x00ff00, 0xff0000, 0xffffff});

        assertThat(rising.rises()).isTrue();
        assertThat(rising.falls()).isFalse();
        assertThat(falling.falls()).isTrue();
        assertThat(falling.rises()).isFalse();
        assertThat(mixed.rises()).isFalse();
        assertThat(mixed.falls()).isFalse();
        assertThat(steep.rises()).isFalse();
    }

    /** Tables are rounded: two of 255 against the way are none. */
    @Test
    void aStepOfTwoBackIsNone() {
        assertThat(new Palette(new int[] {0, 0x6464_64, 0x6262_62, 0xffffff}).rises())
                .isTrue();
        assertThat(new Palette(new int[] {0, 0x6464_64, 0x6161_61, 0xffffff}).rises())
                .isFalse();
        assertThat(new Palette(new int[] {0, 0x6464_64, 0x6262_62, 0x6060_60}).rises())
                .isFalse();
    }

    @Test
    void equalsWhatHasTheSameColours() {
        assertThat(new Palette(new int[] {1, 2}))
                .isEqualTo(new Palette(new int[] {1, 2}))
                .hasSameHashCodeAs(new Palette(new int[] {1, 2}))
                .isNotEqualTo(new Palette(new int[] {1, 3}))
                .isNotEqualTo("a palette");
        assertThat(new Palette(new int[] {1, 2}).hashCode()).isNotEqualTo(new Palette(new int[] {1, 3}).hashCode());
    }

    @Test
    void beyondItsEndItIsBlack() {
        Samples indices = new Samples(2, 2, 1, SampleType.UINT8, new byte[] {0, 1, 2, (byte) 255});

        assertThat(new Palette(new int[] {0x010203, 0x040506}).applied(indices))
                .isEqualTo(new Samples(2, 2, 3, SampleType.UINT8, new byte[] {1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0}));
        assertThat(new Palette(new int[] {0x070707, 0x080808}).applied(indices))
                .isEqualTo(new Samples(2, 2, 1, SampleType.UINT8, new byte[] {7, 8, 0, 0}));
    }
}
