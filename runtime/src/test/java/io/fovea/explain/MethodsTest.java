package io.fovea.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.FoveaException;
import io.fovea.anatomy.NetsByHand;
import io.fovea.explain.method.Method;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method on a network of two filters, where the answer can be worked out by hand. */
class MethodsTest {
    private static final float[][] MAPS = NetsByHand.rampMaps();

    private static Explanation explain(Model model, ExplainOptions options) {
        try (Explainer explainer = Explainer.open(model, options, Device.CPU)) {
            return explainer.explain(NetsByHand.ramp(), Monitor.NONE).get(0);
        }
    }

    private static float[] raw(Method method, String label) {
        ExplainOptions options = ExplainOptions.DEFAULT.withMethod(method).withClasses(List.of(label));
        return explain(NetsByHand.twoFilters(), options).map().raw().floats();
    }

    private static float[] expected(int label, float scale) {
        float[] map = new float[16];
        for (int i = 0; i < map.length; i++) {
            map[i] = scale * (NetsByHand.HEAD[2 * label] * MAPS[0][i] + NetsByHand.HEAD[2 * label + 1] * MAPS[1][i]);
        }
        return map;
    }

    private static double score(int label) {
        double score = NetsByHand.HEAD_BIAS[label];
        for (float v : expected(label, 1 / 16f)) {
            score += v;
        }
        return score;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"cat, 0", "dog, 1", "0, 0", "DOG, 1"})
    void gradCamBehindGlobalPoolingIsClassActivationMappingUpToScale(String label, int index) {
        // The gradient of a mean over 16 places is a sixteenth of the weight, everywhere.
        assertThat(raw(Method.GRAD_CAM, label)).containsExactly(expected(index, 1 / 16f), offset(1e-5f));
        assertThat(raw(Method.CAM, label)).containsExactly(expected(index, 1), offset(1e-4f));
        // Where gradients are the same everywhere, these are the same as well.
        assertThat(raw(Method.HIRES_CAM, label)).containsExactly(expected(index, 1 / 16f), offset(1e-5f));
        assertThat(raw(Method.XGRAD_CAM, label)).containsExactly(expected(index, 1 / 16f), offset(1e-5f));
    }

    @ParameterizedTest
    @CsvSource({"cat, 0", "dog, 1"})
    void eigenGradCamKeepsTheStrongestOfComponentsThatDoNotOverlap(String label, int index) {
        // No place excites both maps, so each is a component; the first is the longer for either class.
        float[] map = new float[16];
        for (int i = 0; i < map.length; i++) {
            map[i] = NetsByHand.HEAD[2 * index] * MAPS[0][i] / 16;
        }
        assertThat(raw(Method.EIGEN_GRAD_CAM, label)).containsExactly(map, offset(1e-5f));
    }

    @Test
    void hiResCamAddsUpToTheScore() {
        assertThat(sum(raw(Method.HIRES_CAM, "dog")) + NetsByHand.HEAD_BIAS[1]).isCloseTo(score(1), offset(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"cat, 0", "dog, 1"})
    void integratedGradientsAddUpToTheDifferenceOfScores(String label, int index) {
        // Black gives maps 0 and 5.
        double black = NetsByHand.HEAD_BIAS[index] + NetsByHand.HEAD[2 * index + 1] * 5;
        assertThat(sum(raw(Method.INTEGRATED_GRADIENTS, label))).isCloseTo(score(index) - black, offset(0.05));
    }

    @Test
    void saliencyIsTheSizeOfTheGradientAndInputTimesGradientItsShareOfTheScore() {
        float[] saliency = new float[16];
        float[] product = new float[16];
        for (int i = 0; i < 16; i++) {
            float slope = (2 * i > 10 ? NetsByHand.HEAD[0] : 0) + (i < 5 ? -0.5f * NetsByHand.HEAD[1] : 0);
            saliency[i] = Math.abs(slope) / 16;
            product[i] = 2 * i * slope / 16;
        }
        assertThat(raw(Method.SALIENCY, "cat")).containsExactly(saliency, offset(1e-6f));
        assertThat(raw(Method.INPUT_X_GRADIENT, "cat")).containsExactly(product, offset(1e-5f));
    }

    @Test
    void smoothGradStaysNearTheSaliencyFarFromKinks() {
        // The brightest pixel is 20 above the kink, the noise has a standard deviation of 4.5.
        assertThat(raw(Method.SMOOTH_GRAD, "cat")[15]).isCloseTo(NetsByHand.HEAD[0] / 16, offset(1e-5f));
    }

    @Test
    void occlusionIsWhatTheScoreLosesToTheMeanColour() {
        float[] map = raw(Method.OCCLUSION, "cat");
        // The mean of the ramp is 15, which gives maps 5 and 0: patches of two by two, in steps of one.
        assertThat(map).hasSize(16);
        double corner = 0;
        for (int i : new int[] {10, 11, 14, 15}) {
            corner += NetsByHand.HEAD[0] * (2 * i - 10 - 5) / 16.0;
        }
        assertThat(map[15]).isCloseTo((float) corner, offset(1e-4f));
        assertThat(map[0]).isNegative();
    }

    @Test
    void scoreCamWeightsChannelsByTheScoreUnderThem() {
        // Under the first map bright pixels are left, which speak for the cat; under the second hardly any are.
        float[] map = raw(Method.SCORE_CAM, "cat");
        double[] scores = {maskedScore(0), maskedScore(1)};
        double first = 1 / (1 + Math.exp(scores[1] - scores[0]));
        for (int i = 0; i < 16; i++) {
            assertThat(map[i]).isCloseTo((float) (first * MAPS[0][i] + (1 - first) * MAPS[1][i]), offset(1e-3f));
        }
    }

    private static double maskedScore(int channel) {
        double highest = channel == 0 ? 20 : 5;
        double score = 0;
        for (int i = 0; i < 16; i++) {
            double x = 2 * i * MAPS[channel][i] / highest;
            score += NetsByHand.HEAD[0] * Math.max(0, x - 10) / 16 + NetsByHand.HEAD[1] * Math.max(0, 5 - x / 2) / 16;
        }
        return score;
    }

    /** All but the one that is of transformers alone. */
    static List<Method> methods() {
        return Method.all().stream()
                .filter(method -> method != Method.ATTENTION_ROLLOUT)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodExplainsTheTopClassFromNoughtToOneInTheSizeOfTheImage(Method method) {
        Image large = NetsByHand.ramp().resized(9, 7);
        ExplainOptions options = ExplainOptions.DEFAULT.withMethod(Method.parse(method.id()));
        try (Explainer explainer = Explainer.open(NetsByHand.twoFilters(), options, Device.CPU)) {
            Explanation explanation = explainer.explain(large, Monitor.NONE).get(0);
            assertThat(explanation.label()).isEqualTo("cat");
            assertThat(explanation.probability()).isGreaterThan(0.99);
            assertThat(explanation.note()).isEmpty();
            assertThat(explanation.layer()).isEqualTo(method.needsLayer() ? "maps" : "input");
            Image heat = explanation.map().heat();
            assertThat(heat.toString()).isEqualTo("9x7 grey 32-bit");
            assertThat(explanation.map().grid().floats()).contains(1f);
            for (float v : heat.floats()) {
                assertThat(v).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void smoothingAveragesMirroredAndScaledImages() {
        ExplainOptions options = ExplainOptions.DEFAULT.withSmoothing(true).withClasses(List.of("cat"));
        float[] map = explain(NetsByHand.twoFilters(), options).map().raw().floats();
        // This network sees no neighbours, so mirroring changes nothing.
        for (int i = 0; i < 16; i++) {
            double sum = 0;
            for (double factor : new double[] {1, 0.9, 1.1}) {
                sum += NetsByHand.HEAD[0] * Math.max(0, factor * 2 * i - 10)
                        + NetsByHand.HEAD[1] * Math.max(0, 5 - factor * i);
            }
            assertThat(map[i]).isCloseTo((float) (sum / 3 / 16), offset(1e-4f));
        }
    }

    @Test
    void theSoftmaxIsTakenOffUnlessItIsKept() {
        ExplainOptions kept = ExplainOptions.DEFAULT.withActivation(true).withClasses(List.of("cat"));
        Explanation explanation = explain(NetsByHand.twoFilters(new float[] {0.1f, 0, -0.1f, 0}), kept);
        // The slope of a probability p of two is p (1 - p) times the difference of the scores' slopes.
        double p = explanation.probability();
        float[] raw = explanation.map().raw().floats();
        assertThat(p).isBetween(0.7, 0.95);
        assertThat((double) raw[15]).isCloseTo(p * (1 - p) * 0.2 * MAPS[0][15] / 16, offset(1e-5));
    }

    @Test
    void aGradientOfZeroIsSaid() {
        Explanation explanation = explain(NetsByHand.twoFilters(new float[4]), ExplainOptions.DEFAULT);

        assertThat(explanation.map().isBlank()).isTrue();
        assertThat(explanation.note())
                .hasValue(
                        "The gradient of 'cat' is zero everywhere at 'maps', so its map is blank: there the score does"
                                + " not react to small changes.");
    }

    @Test
    void aMapThatOnlySpeaksAgainstTheClassIsSaid() {
        Explanation explanation = explain(
                NetsByHand.twoFilters(new float[] {-1, -1, 1, 1}), ExplainOptions.DEFAULT.withClasses(List.of("cat")));

        assertThat(explanation.map().isBlank()).isTrue();
        assertThat(explanation.note()).hasValue("Nothing at 'maps' speaks for 'cat', so its map is blank.");
    }

    @Test
    void anUnknownMethodListsTheKnownOnes() {
        assertThatThrownBy(() -> Method.parse("gradcam"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll("gradcam", "grad-cam", "integrated-gradients");
    }
}
