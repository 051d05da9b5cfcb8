package io.fovea.explain.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.FoveaException;
import io.fovea.anatomy.NetsByHand;
import io.fovea.anatomy.NetsByHand.Chain;
import io.fovea.explain.ExplainOptions;
import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import io.fovea.image.Image;
import io.fovea.model.Model;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods whose maps can be worked out on paper. */
class ShelfTest {
    private static final float[][] MAPS = NetsByHand.rampMaps();
    private static final float[] HEAD = NetsByHand.HEAD;

    @Test
    void guidedBackpropagationSendsBackWhatIsPositive() {
        // The score falls with the second map, so nothing comes back through it.
        float[] slopes = new float[16];
        Arrays.fill(slopes, 6, 16, HEAD[0] / 16);

        assertThat(Trial.cat(Method.GUIDED_BACKPROPAGATION)).containsExactly(slopes, offset(1e-6f));
    }

    @Test
    void finerCamTakesOffWhatSpeaksForTheOtherClass() {
        float[] expected = new float[16];
        for (int i = 0; i < 16; i++) {
            for (int c = 0; c < 2; c++) {
                expected[i] += (HEAD[c] - 0.6f * HEAD[2 + c]) * MAPS[c][i] / 16;
            }
        }
        assertThat(Trial.cat(Method.FINER_CAM)).containsExactly(expected, offset(1e-5f));
        assertThat(Trial.cat(Method.FINER_CAM.with("strength", 0)))
                .containsExactly(Trial.cat(Method.GRAD_CAM), offset(1e-5f));
    }

    @Test
    void featureFactorsOfMapsThatDoNotOverlapAreTheMaps() {
        // The first map speaks for the cat, the second against it.
        float[] first = Trial.cat(Method.FEATURE_FACTORS.with("factors", 2));
        float[] second = Trial.cat(Method.FEATURE_FACTORS.with("factors", 2).with("which", 2));

        assertThat(first).containsExactly(MAPS[0], offset(0.05f));
        assertThat(second).containsExactly(MAPS[1], offset(0.05f));
    }

    @Test
    void fullGradIsPixelsAndBiasesTogether() {
        // Of the image x df/dx, at its largest for the last pixel; of the biases -10 and 5 where their maps are open.
        double[] pixels = new double[16];
        double[] biases = new double[16];
        for (int i = 0; i < 16; i++) {
            double slope = (2 * i > 10 ? HEAD[0] : 0) + (i < 5 ? -0.5 * HEAD[1] : 0);
            pixels[i] = Math.abs(2 * i * slope);
            biases[i] = (2 * i > 10 ? Math.abs(HEAD[0] * 10) : 0) + (i < 5 ? Math.abs(HEAD[1] * 5) : 0);
        }
        float[] expected = new float[16];
        double most = Arrays.stream(pixels).max().orElseThrow();
        double mostBias = Arrays.stream(biases).max().orElseThrow();
        for (int i = 0; i < 16; i++) {
            expected[i] = (float) (pixels[i] / most + biases[i] / mostBias);
        }
        assertThat(Trial.cat(Method.FULL_GRAD)).containsExactly(expected, offset(1e-4f));
    }

    @Test
    void gradientShapWithoutNoiseAddsUpToTheDifferenceFromBlack() {
        Method method = Method.GRADIENT_SHAP.with("noise", 0).with("samples", 2000);
        double black = NetsByHand.HEAD_BIAS[0] + HEAD[1] * 5;
        double score = NetsByHand.HEAD_BIAS[0] + (HEAD[0] * Trial.sum(MAPS[0]) + HEAD[1] * Trial.sum(MAPS[1])) / 16;

        assertThat(Trial.sum(Trial.cat(method))).isCloseTo(score - black, offset(0.02));
    }

    @Test
    void expectedGradientsOfALinearScoreAreItsWeightsTimesTheWayFromTheMeanReference() {
        float[] weights = {1, -2, 0.5f, 3};
        Image image = Image.gray8(2, 2, new byte[] {10, 20, 30, 40});
        float[] map =
                Trial.raw(Trial.linear(weights), Method.EXPECTED_GRADIENTS.with("samples", 20_000), "label0", image);

        for (int i = 0; i < 4; i++) {
            assertThat(map[i]).isCloseTo(weights[i] * (10 * (i + 1) - 25), offset(0.7f));
        }
    }

    @Test
    void rolloutIsTheProductOfHalvedAttention() {
        double[][] first = {{0, 1}, {0.5, 0.5}};
        double[][] second = {{1, 0}, {1, 0}};
        // (A + 1) / 2 is {{.5, .5}, {.25, .75}} and {{1, 0}, {.5, .5}}; the second times the first.
        assertThat(AttentionRollout.roll(List.of(first, second)))
                .isDeepEqualTo(new double[][] {{0.5, 0.5}, {0.375, 0.625}});
    }

    @Test
    void rolloutReadsTheAttentionOfATransformer() {
        // Every token attends to the third alone: half of it, and half of itself, over two layers.
        Chain net = new Chain(1, 2);
        net.graph.put("keys", Tensor.of(new float[] {0, 0, 100, 0}, 1, 1, 4));
        net.reshape("tokens", 1, 4, 1);
        for (String layer : List.of("a", "b")) {
            String in = net.last;
            net.node("Mul", "zero" + layer, net.graph.put("none" + layer, Tensor.scalar(0f)))
                    .node("Add", "scores" + layer, "keys")
                    .node("Softmax", "weights" + layer, Attributes.NONE.with("axis", -1))
                    .node("MatMul", "mixed" + layer, in);
        }
        Model model = net.reshape("flat", 1, 4).dense("out", 4, 2).model(1, 2, 2);

        float[] map = Trial.raw(model, Method.ATTENTION_ROLLOUT, "label0", Trial.random(2, 1));

        // Rows of the product: a quarter own, three quarters of the third; the third has itself.
        assertThat(map).containsExactly(new float[] {1 / 16f, 1 / 16f, 13 / 16f, 1 / 16f}, offset(1e-5f));
    }

    @Test
    void rolloutOfANetworkWithoutAttentionIsRefused() {
        assertThatThrownBy(() -> Trial.cat(Method.ATTENTION_ROLLOUT))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll("attention-rollout", "two-filters", "Take another method");
    }

    @Test
    void finerCamOfOneScoreIsRefused() {
        Chain net = new Chain(1, 4);
        Model one = net.conv("c", 1, 2, 3).node("Relu", "maps").head(2, 1).model(1, 4, 1);

        assertThatThrownBy(() ->
                        Trial.explain(one, ExplainOptions.DEFAULT.withMethod(Method.FINER_CAM), Trial.random(4, 1)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll("finer-cam", "one score");
    }

    @Test
    void eigenCamOfCentredMapsShowsWhatDiffersFromPlaceToPlace() {
        // Both maps are 10 nearly everywhere: not centred, that is what is found.
        float[][] planes = {{10, 10, 10, 12}, {10, 10, 10, 11}};
        float[] plain = EigenCam.map(planes);
        float[] centred = EigenCam.centred(planes);
        float unit = (float) Math.sqrt(5);

        assertThat(plain[0] / plain[3]).isBetween(0.8f, 0.95f);
        assertThat(centred).containsExactly(new float[] {-unit / 4, -unit / 4, -unit / 4, 3 * unit / 4}, offset(1e-4f));
    }

    @Test
    void eigenSmoothProjectsTheWeightedChannels() {
        // The two weighted maps do not overlap, so the first component is the longer of them.
        float[] expected = new float[16];
        for (int i = 0; i < 16; i++) {
            expected[i] = HEAD[0] * MAPS[0][i] / 16;
        }
        assertThat(Trial.cat(Method.parse("eigen-smooth-grad-cam"))).containsExactly(expected, offset(1e-4f));
        assertThatThrownBy(() -> Method.parse("eigen-smooth-occlusion"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll("occlusion", "no sum of weighted channels");
    }

    @Test
    void aNoiseTunnelWithoutNoiseIsTheMethodItself() {
        Method tunnel = Method.parse("noise-tunnel-grad-cam").with("tunnel-noise", 0);

        assertThat(Trial.cat(tunnel)).containsExactly(Trial.cat(Method.GRAD_CAM), offset(1e-5f));
        assertThat(Trial.sum(Trial.cat(tunnel.with("tunnel-kind", 2)))).isCloseTo(0, offset(1e-4));
    }

    @Test
    void aNoiseTunnelOfSaliencyIsNearSmoothGradWhereTheSlopeIsTheSame() {
        Method tunnel = Method.parse("noise-tunnel-saliency").with("tunnel-copies", 20);

        assertThat(Trial.cat(tunnel)[15]).isCloseTo(HEAD[0] / 16, offset(1e-5f));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"smooth-grad-cam", "noise-tunnel-lrp", "eigen-smooth-layercam", "smooth-noise-tunnel-saliency"})
    void whatStandsBeforeANameWrapsTheMethod(String name) {
        Method method = Method.parse(name);

        assertThat(method.id()).isEqualTo(name);
        assertThat(method).isEqualTo(Method.parse(name)).hasSameHashCodeAs(Method.parse(name));
        assertThat(Trial.cat(method)).hasSize(16);
    }

    @Test
    void aWrappedMethodHasItsOwnOptionsToo() {
        Method method = Method.parse("noise-tunnel-occlusion").with(List.of("patches=1", "tunnel-noise=0"));

        assertThat(method).hasToString("noise-tunnel-occlusion patches=1 tunnel-noise=0");
        assertThat(Trial.cat(method)).containsExactly(Trial.cat(Method.OCCLUSION.with("patches", 1)), offset(1e-4f));
    }
}
