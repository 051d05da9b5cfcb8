package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.data.RandAugment.Operation;
import io.fovea.image.Image;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RandAugmentTest {

    private static Example grey(int width, int... values) {
        byte[] pixels = new byte[values.length];
        short[] labels = new short[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[i];
            labels[i] = (short) (values[i] > 127 ? 1 : 0);
        }
        int height = values.length / width;
        return new Example("grey", Image.gray8(width, height, pixels), new Target.Instances(width, height, labels));
    }

    private static int[] values(Example example) {
        int[] values = new int[example.image().bytes().length];
        Arrays.setAll(values, i -> example.image().bytes()[i] & 0xff);
        return values;
    }

    /**
     * At 20 of 30 factors are 1.6 and 0.4, three bits are lost of eight, and what is 85 or more is turned around. The mean of 10, 100
     * and 250 is 120.
     */
    @ParameterizedTest
    @CsvSource({
        "IDENTITY, 1, 10 100 250",
        "BRIGHTNESS, 1, 16 160 255",
        "BRIGHTNESS, -1, 4 40 100",
        "CONTRAST, 1, 0 88 255",
        "CONTRAST, -1, 76 112 172",
        "POSTERIZE, 1, 8 96 248",
        "SOLARIZE, 1, 10 155 5",
        "AUTO_CONTRAST, 1, 0 96 255",
        "EQUALIZE, 1, 10 100 250",
        "COLOR, 1, 10 100 250"
    })
    void valuesAreBent(Operation operation, int sign, String expected) {
        Example varied = new RandAugment(1, 20, Fill.REFLECT).apply(operation, sign, grey(3, 10, 100, 250));

        assertThat(values(varied))
                .containsExactly(Arrays.stream(expected.split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray());
        assertThat(varied.target()).isEqualTo(grey(3, 10, 100, 250).target());
    }

    /** Red of 100 has a grey of 29.9: at 30 of 30 less of it is 0.1 of the way, 37, 27 and 27. */
    @Test
    void coloursLeaveTheirGrey() {
        Example red = new Example("red", Image.rgb8(1, 1, new byte[] {100, 0, 0}), new Target.ClassIndex(0));

        assertThat(values(new RandAugment(1, 30, Fill.REFLECT).apply(Operation.COLOR, -1, red)))
                .containsExactly(37, 27, 27);
    }

    /** The middle of nine pixels of 0, 130 itself, is smoothed to 5/13 of it, 50, and sharpened by 0.9 of the difference. */
    @Test
    void sharpnessIsTheDistanceFromWhatIsSmooth() {
        Example point = grey(3, 0, 0, 0, 0, 130, 0, 0, 0, 0);
        RandAugment strongest = new RandAugment(1, 30, Fill.REFLECT);

        assertThat(values(strongest.apply(Operation.SHARPNESS, 1, point))[4]).isEqualTo(202);
        assertThat(values(strongest.apply(Operation.SHARPNESS, -1, point))[4]).isEqualTo(58);
    }

    /** Half of the pixels are 10 and half 20: those below are as many as all others above. */
    @Test
    void equalizedValuesAreSpreadAsPillowDoes() {
        int[] pixels = new int[1020];
        Arrays.fill(pixels, 0, 510, 10);
        Arrays.fill(pixels, 510, 1020, 20);

        int[] equal = values(new RandAugment(1, 9, Fill.REFLECT).apply(Operation.EQUALIZE, 1, grey(1020, pixels)));

        // A step is (1020 - 510) / 255 = 2 pixels; below 10 there is half a step, below 20 there are 510 more.
        assertThat(equal[0]).isZero();
        assertThat(equal[1019]).isEqualTo(255);
    }

    /** 150/331 of ten pixels are 4.5 at 30 of 30; at 662 of 1,500, two: what is seen comes from two pixels to the right. */
    @Test
    void masksMoveWithTheirImages() {
        int[] pixels = new int[100];
        pixels[55] = 200;
        RandAugment shift = new RandAugment(1, 30 * 2 / 10. * 331 / 150, Fill.CONSTANT);

        Example varied = shift.apply(Operation.TRANSLATE_X, 1, grey(10, pixels));

        assertThat(values(varied)[53]).isEqualTo(200);
        assertThat(((Target.Instances) varied.target()).labels()[53]).isEqualTo((short) 1);
        assertThat(Arrays.stream(values(varied)).sum()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"SHEAR_X", "SHEAR_Y", "TRANSLATE_Y", "ROTATE"})
    void whereAnImageIsBrightItsMaskIsToo(Operation operation) {
        int[] pixels = new int[1600];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 40 > 8 && i % 40 < 30 && i / 40 > 12 && i / 40 < 26 ? 250 : 0;
        }
        Example varied = new RandAugment(1, 15, Fill.CONSTANT).apply(operation, 1, grey(40, pixels));
        int[] seen = values(varied);
        short[] labels = ((Target.Instances) varied.target()).labels();

        assertThat(seen).isNotEqualTo(pixels);
        int other = 0;
        for (int i = 0; i < seen.length; i++) {
            other += seen[i] > 127 == (labels[i] == 1) ? 0 : 1;
        }
        assertThat(other).isLessThan(30);
    }

    @Test
    void allOperationsAreDrawnAndTheSameForTheSameSeed() {
        Example example = grey(3, 10, 100, 250);
        RandAugment two = new RandAugment(2, 20, Fill.REFLECT);
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            Example once = two.vary(example, new SplittableRandom(seed));
            assertThat(two.vary(example, new SplittableRandom(seed))).isEqualTo(once);
            seen.add(Arrays.toString(values(once)));
        }
        assertThat(seen).hasSizeGreaterThan(20);
        assertThat(new RandAugment(0, 20, Fill.REFLECT).vary(example, new SplittableRandom(1)))
                .isSameAs(example);
    }
}
