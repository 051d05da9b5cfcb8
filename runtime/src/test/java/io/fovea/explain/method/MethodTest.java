package io.fovea.explain.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.FoveaException;
import io.fovea.anatomy.NetsByHand;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What methods say of themselves, and their options. */
class MethodTest {

    static List<Method> all() {
        return Method.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysWhatItIs(Method method) {
        assertThat(method.id()).matches("[a-z][a-z+-]*");
        assertThat(method.description()).isNotBlank().doesNotEndWith(".");
        assertThat(method.paper()).matches(".*\\D(19|20)\\d{2}");
        assertThat(Method.parse(" " + method.id().toUpperCase(java.util.Locale.ROOT)))
                .isSameAs(method)
                .hasToString(method.id());
        assertThat(Method.all())
                .filteredOn(other -> other.id().equals(method.id()))
                .hasSize(1);
        for (MethodOption option : method.options()) {
            assertThat(option.name()).matches("[a-z]+");
            assertThat(option.sentence()).isNotBlank().doesNotEndWith(".");
            assertThat(method.with(option.name(), option.low()).with(option.name(), option.high()))
                    .isNotEqualTo(method);
            assertThatThrownBy(() -> method.with(option.name(), option.low() - 1))
                    .isInstanceOf(FoveaException.class);
        }
    }

    @Test
    void optionsAreSetByNameAndMakeAnotherMethod() {
        Method more = Method.parse("smoothgrad").with(List.of("copies=50", " noise = 0.10"));

        assertThat(more).isEqualTo(Method.SMOOTH_GRAD.with("noise", 0.1).with("copies", 50));
        assertThat(more).isNotEqualTo(Method.SMOOTH_GRAD).hasToString("smoothgrad copies=50 noise=0.1");
        assertThat(ExplainOptions.DEFAULT.withMethod(more))
                .isEqualTo(ExplainOptions.DEFAULT.withMethod(Method.SMOOTH_GRAD.with(List.of("noise=0.1; copies=50"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "copies|The option 'copies' has no value; give NAME=VALUE. Those of smoothgrad are: copies=25 (1 to"
                        + " 10000), noise=0.15 (0 to 10), seed=1 (0 to 2147483647).",
                "size=3|The method smoothgrad has no option 'size'. Those of smoothgrad are: copies=25",
                "copies=0|The option 'copies' is a whole number from 1 to 10000, how many noisy copies of the image; it"
                        + " is '0'.",
                "copies=2.5|it is '2.5'.",
                "noise=much|The option 'noise' is a number from 0 to 10",
                "noise=NaN|it is 'NaN'.",
            })
    void whatIsNoOptionIsRefused(String assignment, String sentence) {
        assertThatThrownBy(() -> Method.SMOOTH_GRAD.with(List.of(assignment)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(sentence);
    }

    private static float[] raw(Method method) {
        ExplainOptions options = ExplainOptions.DEFAULT.withMethod(method).withClasses(List.of("cat"));
        try (Explainer explainer = Explainer.open(NetsByHand.twoFilters(), options, Device.CPU)) {
            return explainer
                    .explain(NetsByHand.ramp(), Monitor.NONE)
                    .get(0)
                    .map()
                    .raw()
                    .floats();
        }
    }

    @Test
    void smoothGradWithoutNoiseIsSaliency() {
        assertThat(raw(Method.SMOOTH_GRAD.with("noise", 0).with("copies", 4)))
                .containsExactly(raw(Method.SALIENCY), offset(1e-6f));
    }

    @Test
    void integratedGradientsInOneStepTakeTheGradientHalfWay() {
        // Half way the pixel is i; the first map begins at 10, the second ends there.
        float[] expected = new float[16];
        for (int i = 0; i < 16; i++) {
            float slope = (i > 10 ? NetsByHand.HEAD[0] : 0) + (i < 10 ? -0.5f * NetsByHand.HEAD[1] : 0);
            expected[i] = 2 * i * slope / 16;
        }
        float[] made = raw(Method.INTEGRATED_GRADIENTS.with("steps", 1));
        // At 10 itself neither side is right.
        expected[10] = made[10];
        assertThat(made).containsExactly(expected, offset(1e-5f));
    }

    @Test
    void occlusionByOnePatchIsWhatTheWholeImageCounts() {
        // All pixels become 15, of which the first map makes 5 and the second nothing.
        double whole = 0;
        for (int i = 0; i < 16; i++) {
            whole += (NetsByHand.HEAD[0] * NetsByHand.rampMaps()[0][i]
                            + NetsByHand.HEAD[1] * NetsByHand.rampMaps()[1][i])
                    / 16;
        }
        float fall = (float) (whole - NetsByHand.HEAD[0] * 5);
        for (float value : raw(Method.OCCLUSION.with("patches", 1))) {
            assertThat(value).isCloseTo(fall, offset(1e-4f));
        }
    }
}
