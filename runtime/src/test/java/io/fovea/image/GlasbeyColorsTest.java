package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GlasbeyColorsTest {
    /** As another program chose them by the same rule. Pictures of different versions can be compared. */
    @Test
    void aLabelHasTheSameColourInEveryVersion() {
        int[] colors = GlasbeyColors.choose(256);
        assertThat(Arrays.copyOf(colors, 9))
                .containsExactly(0, 0x00ff00, 0xff00ff, 0xff4b00, 0xffe12d, 0x4b87ff, 0xff5a96, 0x00ffc3, 0x5aa51e);
        assertThat(colors[255]).isEqualTo(0x0fb44b);
        assertThat(colors).isEqualTo(Lut.glasbey());
    }

    @Test
    void coloursAreFarFromGreyAndNeitherDarkNorPale() {
        int[] colors = GlasbeyColors.choose(256);
        for (int i = 1; i < colors.length; i++) {
            Lab lab = Lab.of(colors[i]);
            assertThat(lab.l()).isBetween(58.0, 92.0);
            assertThat(lab.chroma()).isGreaterThanOrEqualTo(40);
        }
    }
}
