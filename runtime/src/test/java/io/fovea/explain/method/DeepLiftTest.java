package io.fovea.explain.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.anatomy.NetsByHand;
import io.fovea.image.Image;
import io.fovea.model.Model;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeepLiftTest {

    @Test
    void onARectifierIsTheChordFromBlack() {
        // Black gives maps 0 and 5; a pixel x gives max(0, x - 10) and max(0, 5 - x / 2).
        float[] expected = new float[16];
        for (int i = 0; i < 16; i++) {
            expected[i] = (NetsByHand.HEAD[0] * NetsByHand.rampMaps()[0][i]
                            + NetsByHand.HEAD[1] * (NetsByHand.rampMaps()[1][i] - 5))
                    / 16;
        }
        assertThat(Trial.cat(Method.DEEP_LIFT)).containsExactly(expected, offset(1e-4f));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 0", "0, 1", "1, 1", "2, 1"})
    void addsUpToTheDifferenceOfScores(int label, int baseline) {
        for (Model model : new Model[] {Trial.gated(), Trial.rectified()}) {
            Image image = Trial.random(8, 3);
            float[] values = Trial.values(image);
            float[] reference = new float[64];
            Arrays.fill(reference, baseline == 0 ? 0 : (float) (Trial.sum(values) / 64));
            double difference = Trial.scores(model, values)[label] - Trial.scores(model, reference)[label];

            double sum =
                    Trial.sum(Trial.raw(model, Method.DEEP_LIFT.with("baseline", baseline), "label" + label, image));

            assertThat(sum).isCloseTo(difference, offset(1e-3 * Math.max(1, Math.abs(difference))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deeplift", "integrated-gradients", "input-x-gradient", "lrp-epsilon", "lrp-gamma"})
    void ofALinearScoreIsWhatEachPixelAdds(String method) {
        float[] weights = {0.5f, -1, 2, 0};
        Method plain = Method.parse(method);
        Method exact = method.startsWith("lrp") ? plain.with("epsilon", 0) : plain;
        exact = method.equals("lrp-gamma") ? exact.with("gamma", 0) : exact;

        float[] map = Trial.raw(Trial.linear(weights), exact, "label0", Image.gray8(2, 2, new byte[] {10, 20, 30, 40}));

        assertThat(map).containsExactly(new float[] {5, -20, 60, 0}, offset(1e-3f));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deeplift",
                "integrated-gradients",
                "input-x-gradient",
                "lrp",
                "lrp-epsilon",
                "lrp-gamma",
                "lrp-z+",
                "gradient-shap",
                "guided-backpropagation",
                "kernel-shap"
            })
    void givesNothingToAPixelThatTheScoreDoesNotDependOnAndTheSameToPixelsThatCountTheSame(String method) {
        float[] map = Trial.raw(
                Trial.linear(1, 1, 0, 2), Method.parse(method), "label0", Image.gray8(2, 2, new byte[] {50, 50, 50, 100
                }));

        boolean noisy = method.equals("gradient-shap");
        assertThat(map[2]).isCloseTo(0, offset(noisy ? 1e-6f : 1e-3f));
        assertThat(map[0]).isCloseTo(map[1], offset(noisy ? 10 : 1e-3f));
    }
}
