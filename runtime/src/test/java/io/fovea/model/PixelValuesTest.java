package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.Preparation;
import io.fovea.image.Stretch;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelValuesTest {

    /** What becomes of a pixel of red 255, green 51, blue 0, by hand: (x / 255 - mean) / deviation and the like. */
    @ParameterizedTest
    @CsvSource({
        "0..255, RGB, 255, 51, 0",
        "0..1, RGB, 1, 0.2, 0",
        "-1..1, RGB, 1, -0.6, -1",
        "imagenet, RGB, 2.2489, -1.1429, -1.8044",
        "imagenet, BGR, -1.8044, -1.1429, 2.2489",
        "imagenet-caffe, RGB, 131.32, -65.779, -103.939",
        "imagenet-caffe, BGR, -103.939, -65.779, 131.32",
        "'scale=0.5,mean=1/2/3,std=2', BGR, -0.5, 11.75, 62.25",
        "' Scale=0.5, mean=1 ', RGB, 126.5, 24.5, -1"
    })
    void makeOfAPixelWhatTheyPromise(String text, Color color, float first, float second, float third) {
        float[] values = new float[3];
        new Preparation(color, Layout.NCHW, PixelValues.parse(text, color))
                .fill(Image.rgb8(1, 1, new byte[] {(byte) 255, 51, 0}), 1, 1, FloatBuffer.wrap(values));
        assertThat(values[0]).isCloseTo(first, within(1e-3f));
        assertThat(values[1]).isCloseTo(second, within(1e-3f));
        assertThat(values[2]).isCloseTo(third, within(1e-3f));
    }

    @Test
    void percentilesStretchEveryImage() {
        byte[] ramp = new byte[1001];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) (50 + i / 10);
        }
        float[] values = new float[ramp.length];
        new Preparation(Color.GRAY, Layout.NCHW, PixelValues.parse("percentiles", Color.GRAY))
                .fill(Image.gray8(ramp.length, 1, ramp), ramp.length, 1, FloatBuffer.wrap(values));
        assertThat(values[0]).isZero();
        assertThat(values[1000]).isEqualTo(1);
        assertThat(values[500]).isCloseTo(0.5f, within(0.02f));
    }

    /** Numbers may be followed by what is measured of every image. */
    @Test
    void numbersAndStepsAreReadTogether() {
        Normalisation both = PixelValues.parse("scale=0.5,mean=1,std=2;zero-mean of=each eps=0.001", Color.GRAY);

        assertThat(both.scale()).isEqualTo(0.5f);
        assertThat(both.mean()).containsExactly(1);
        assertThat(both.steps()).hasSize(1);
        assertThat(both.stretch()).isEqualTo(Stretch.NONE);
        assertThat(PixelValues.parse(PixelValues.describe(both, Color.GRAY), Color.GRAY))
                .isEqualTo(both);
        assertThat(PixelValues.ZERO_MEAN.normalisation(Color.CHANNELS).steps().toString())
                .contains("eachChannel=true");
        assertThat(PixelValues.ZERO_MEAN.normalisation(Color.GRAY).steps().toString())
                .contains("eachChannel=false");
        assertThatThrownBy(() -> PixelValues.parse(";zero-mean of=each eps=0.001", Color.GRAY))
                .isInstanceOf(FoveaException.class);
    }

    @Test
    void zeroMeanIsThatOfEveryImage() {
        // Mean 4 and standard deviation 2.
        byte[] bytes = {2, 2, 2, 6, 6, 6};
        float[] values = new float[6];
        Preparation preparation = new Preparation(Color.GRAY, Layout.NCHW, PixelValues.parse("zero-mean", Color.GRAY));
        preparation.fill(Image.gray8(3, 2, bytes), 3, 2, FloatBuffer.wrap(values));
        assertThat(values).usingComparatorWithPrecision(1e-6f).containsExactly(-1, -1, -1, 1, 1, 1);
        float[] far = {1e6f + 1, 1e6f + 3, Float.NaN};
        float[] seen = new float[3];
        preparation.fill(Image.gray32(3, 1, far), 3, 1, FloatBuffer.wrap(seen));
        assertThat(seen).usingComparatorWithPrecision(1e-5f).containsExactly(-1, 1, 0);
        preparation.fill(Image.gray8(1, 1, new byte[] {7}), 1, 1, FloatBuffer.wrap(seen));
        assertThat(seen[0]).as("one value only").isZero();
    }

    @Test
    void grayModelsTakeTheMeanOfTheColours() {
        Normalisation gray = PixelValues.IMAGENET.normalisation(Color.GRAY);
        assertThat(gray.mean()).hasSize(1);
        assertThat(gray.mean(0)).isCloseTo(0.449f, within(1e-6f));
        assertThat(gray.std(0)).isCloseTo(0.226f, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0-255", "scale=", "scale=1,mean=a", "std=0", "mean=1/2,std=1/2/3", "scale=NaN", "x=1"})
    void refuseOtherWordsAndListTheKnown(String text) {
        assertThatThrownBy(() -> PixelValues.parse(text, Color.RGB))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("0..255, 0..1, -1..1, imagenet, imagenet-caffe, percentiles");
    }

    @Test
    void areFoundAgainByTheirNumbers() {
        for (PixelValues value : PixelValues.values()) {
            for (Color color : Color.values()) {
                assertThat(PixelValues.of(value.normalisation(color), color)).contains(value);
                assertThat(PixelValues.parse(PixelValues.describe(value.normalisation(color), color), color))
                        .isEqualTo(value.normalisation(color));
            }
        }
        Normalisation own = PixelValues.parse("scale=2,mean=1/2/3,std=4/5/6", Color.RGB);
        assertThat(PixelValues.describe(own, Color.RGB)).isEqualTo("scale=2.0,mean=1.0/2.0/3.0,std=4.0/5.0/6.0");
        assertThat(PixelValues.parse(PixelValues.describe(own, Color.RGB), Color.RGB))
                .isEqualTo(own);
    }
}
