package io.fovea.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.image.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShiftTest {

    @ParameterizedTest
    @EnumSource
    void neutralLeavesAnImageAsItIs(Shift shift) {
        Image image = Image.rgb8(2, 1, new byte[] {10, 20, 30, 40, 50, 60});
        assertThat(shift.apply(image, shift.neutral())).isEqualTo(image);
        assertThat(shift.amounts(5)).contains(shift.neutral());
        assertThat(shift.apply(image, shift.amounts(5).get(0)).depth()).isEqualTo(image.depth());
        assertThat(Shift.parse(shift.toString())).isEqualTo(shift);
    }

    @Test
    void brightnessIsAddedInEveryDepthAndCutOff() {
        assertThat(Shift.BRIGHTNESS.apply(Image.gray8(2, 1, new byte[] {10, (byte) 230}), 20))
                .isEqualTo(Image.gray8(2, 1, new byte[] {61, (byte) 255}));
        assertThat(Shift.BRIGHTNESS
                        .apply(Image.gray16(1, 1, new short[] {1000}), 10)
                        .value(0, 0, 0))
                .isCloseTo(7553.5f, within(0.6f));
        assertThat(Shift.BRIGHTNESS
                        .apply(Image.gray32(2, 1, new float[] {1, 3}), 50)
                        .floats())
                .containsExactly(2, 4);
    }

    @Test
    void contrastIsAboutTheMean() {
        assertThat(Shift.CONTRAST.apply(Image.gray8(2, 1, new byte[] {100, 120}), 50))
                .isEqualTo(Image.gray8(2, 1, new byte[] {105, 115}));
        assertThat(Shift.CONTRAST.apply(Image.gray8(2, 1, new byte[] {100, 120}), 0))
                .isEqualTo(Image.gray8(2, 1, new byte[] {110, 110}));
    }

    /** 50, 150, 50, 150, 50, 150: the mean of all is 100, of however many channels. */
    @Test
    void contrastIsAboutTheMeanOfAllChannelsHoweverManyThereAre() {
        byte b = (byte) 150;
        assertThat(Shift.CONTRAST.apply(Image.channels8(1, 1, 6, new byte[] {50, b, 50, b, 50, b}), 50))
                .isEqualTo(Image.channels8(1, 1, 6, new byte[] {75, 125, 75, 125, 75, 125}));
        assertThat(Shift.CONTRAST.apply(Image.channels8(1, 1, 2, new byte[] {50, b}), 50))
                .isEqualTo(Image.channels8(1, 1, 2, new byte[] {75, 125}));
    }

    @Test
    void hueTurnsColoursAndLeavesGreyAndBrightness() {
        Image gray = Image.rgb8(1, 1, new byte[] {90, 90, 90});
        assertThat(Shift.HUE.apply(gray, 120)).isEqualTo(gray);
        Image turned = Shift.HUE.apply(Image.rgb8(1, 1, new byte[] {100, 50, 50}), 90);
        double before = 0.213 * 100 + 0.715 * 50 + 0.072 * 50;
        double after = 0.213 * turned.value(0, 0, 0) + 0.715 * turned.value(0, 0, 1) + 0.072 * turned.value(0, 0, 2);
        assertThat(after).isCloseTo(before, within(0.6));
        assertThat(Shift.HUE.fits(Image.gray8(1, 1, new byte[1]))).isFalse();
    }

    @Test
    void scaleKeepsTheMiddleAndTheSize() {
        byte[] pixels = new byte[81];
        pixels[40] = (byte) 200;
        Image larger = Shift.SCALE.apply(Image.gray8(9, 9, pixels), 200);
        assertThat(larger.width()).isEqualTo(9);
        assertThat(larger.value(4, 4, 0)).isEqualTo(200);
        assertThat(larger.value(5, 4, 0)).isEqualTo(100);
        assertThat(larger.value(6, 4, 0)).isZero();
    }

    @Test
    void manyChannelsAreShiftedEachByItself() {
        Image image = Image.channels8(2, 2, 6, new byte[24]);
        for (Shift shift : Shift.values()) {
            if (shift.fits(image)) {
                assertThat(shift.apply(
                                        image,
                                        shift.amounts(5)
                                                .get(6 % shift.amounts(5).size()))
                                .channels())
                        .isEqualTo(6);
            }
        }
        assertThat(Shift.BRIGHTNESS.apply(image, 100).value(1, 1, 5)).isEqualTo(255);
    }

    @Test
    void unknownOnesAreRefused() {
        assertThatThrownBy(() -> Shift.parse("colour")).hasMessageContaining("brightness, contrast, hue, blur, scale");
    }
}
