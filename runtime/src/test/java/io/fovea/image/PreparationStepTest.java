package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import java.nio.FloatBuffer;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationStepTest {
    private static final Offset<Float> CLOSE = within(1e-5f);

    /** Two pixels of two channels: 0 and 4, and 10 and 20. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "linear gain=2 offset=1|1 21 9 41",
                "linear gain=2/3 offset=1/0|1 30 9 60",
                "clip low=1 high=10|1 10 4 10",
                "clip high=5|0 5 4 5",
                "binarize threshold=4|0 1 0 1",
                "binarize threshold=-1/15|1 0 1 1",
                "sigmoid|0.5 0.9999546 0.9820138 1",
                "softmax|0.0000454 0.9999546 0.0000001 0.9999999",
                "zero-mean of=each eps=0.5|-0.8 -0.9090909 0.8 0.9090909",
                "zero-mean of=all|-1.1283296 0.1991170 -0.5973510 1.5265636",
                "range of=each eps=0|0 0 1 1",
                "range low=25 high=75 of=all eps=0|-0.3157895 0.7368421 0.1052632 1.7894737",
                "range of=all eps=5|0 0.4 0.16 0.8",
                "clip-percentiles low=25 high=75 of=all|0 10 4 10",
                "clip-percentiles low=0 high=50 of=each|0 10 0 10",
                "linear gain=0.3; truncate|0 3 1 6",
                "linear gain=-0.3; truncate|0 -3 -1 -6",
                "zero-mean of=each; clip low=-0.5 high=0.5|-0.5 -0.5 0.5 0.5",
            })
    void doesWhatItSays(String text, String expected) {
        float[] values = {0, 10, 4, 20};

        StepText.parse(text).forEach(step -> step.apply(values, 2));

        assertThat(values).containsExactly(numbers(expected), CLOSE);
        assertThat(StepText.parse(StepText.of(StepText.parse(text)))).isEqualTo(StepText.parse(text));
    }

    @Test
    void stepsMayBePartedAsSettingsOfMacrosAre() {
        assertThat(StepText.parse("sigmoid | truncate")).isEqualTo(StepText.parse("sigmoid; truncate"));
    }

    private static float[] numbers(String text) {
        String[] words = text.split(" ");
        float[] numbers = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zero", "clip low=a", "zero-mean of=some", "range low=90 high=10", "sigmoid x=1", "binarize"})
    void whatIsNoStepIsRefused(String text) {
        assertThatThrownBy(() -> StepText.parse(text))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'" + text + "' is no step");
    }

    @Test
    void partsOfAnImageAreMeasuredAsTheWhole() {
        Image image = Image.gray16(4, 1, new short[] {0, 2, 4, 6});
        Normalisation zeroMean =
                Normalisation.RAW.with(Stretch.NONE, 0, 100).withSteps(List.of(new PreparationStep.ZeroMean(true, 0)));
        FloatBuffer part = FloatBuffer.allocate(2);

        new Preparation(Color.GRAY, Layout.NCHW, zeroMean).prepare(image).fill(2, 0, 2, 1, part);

        assertThat(part.array()).containsExactly(new float[] {0.4472136f, 1.3416408f}, CLOSE);
    }

    @Test
    void stepsSeeTheModelsChannelsInItsOrder() {
        Image image = Image.rgb8(1, 1, new byte[] {1, 2, 3});
        Normalisation each = Normalisation.RAW.withSteps(StepText.parse("linear gain=1/10/100"));
        FloatBuffer values = FloatBuffer.allocate(3);

        new Preparation(Color.BGR, Layout.NCHW, each).prepare(image).fill(0, 0, 1, 1, values);

        assertThat(values.array()).containsExactly(3, 20, 100);
    }

    @Test
    void madeUpImagesAreTreatedAsTheTypicalOne() {
        Normalisation range = Normalisation.RAW.withSteps(List.of(new PreparationStep.Range(0, 100, false, 0)));

        assertThat(range.typical(1).std(0)).isCloseTo(255, CLOSE);
        assertThat(range.typical(1).mean(0)).isZero();
        assertThat(range.typical(1).steps()).isEmpty();
    }
}
