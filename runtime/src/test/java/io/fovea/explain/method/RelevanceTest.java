package io.fovea.explain.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.anatomy.NetsByHand.Chain;
import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import io.fovea.image.Image;
import io.fovea.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Relevance against the sums of its definition, worked out here layer by layer. */
class RelevanceTest {
    private static final float[] FIRST = {1, -2, 0.5f, -1, 3, 1};
    private static final float[] SECOND = {2, -1, 1, 1, -0.5f, 2};

    /** Four pixels, three rectified sums of the first two of them with weights of both signs, two scores. */
    private static Model dense() {
        Chain net = new Chain(1, 2);
        float[] first = new float[12];
        System.arraycopy(FIRST, 0, first, 0, 6);
        net.graph.put("w1", Tensor.of(first, 4, 3));
        net.graph.put("w2", Tensor.of(SECOND, 3, 2));
        net.node("Flatten", "flat")
                .node("MatMul", "z1", "w1")
                .node("Relu", "hidden")
                .node("MatMul", "scores", "w2");
        return net.model(1, 2, 2);
    }

    private static final Image IMAGE = Image.gray8(2, 2, new byte[] {4, 3, 7, 9});

    /** {@code w + gamma w+} in the place of {@code w}; all that is below 0 left out where gamma is infinite. */
    private static double ruled(double part, double gamma) {
        return Double.isInfinite(gamma) ? Math.max(0, part) : part + gamma * Math.max(0, part);
    }

    private static double[] relevance(double[] x, float[] w, double[] above, double gamma, double epsilon) {
        int outputs = above.length;
        double[] z = new double[outputs];
        double square = 0;
        for (int k = 0; k < outputs; k++) {
            for (int j = 0; j < x.length; j++) {
                z[k] += ruled(x[j] * w[j * outputs + k], gamma);
            }
            square += z[k] * z[k] / outputs;
        }
        double[] below = new double[x.length];
        for (int k = 0; k < outputs; k++) {
            double size = z[k] + (z[k] >= 0 ? 1 : -1) * epsilon * Math.sqrt(square);
            for (int j = 0; j < x.length && size != 0; j++) {
                below[j] += ruled(x[j] * w[j * outputs + k], gamma) / size * above[k];
            }
        }
        return below;
    }

    @ParameterizedTest
    @CsvSource({
        "lrp-epsilon, 0, 0",
        "lrp-epsilon, 0, 0.01",
        "lrp-epsilon, 0, 0.5",
        "lrp-gamma, 0.25, 0.01",
        "lrp-gamma, 3, 0",
        "lrp-z+, Infinity, 0",
        "lrp, 0, 0.01"
    })
    void isSharedOutAsTheRuleSays(String name, double gamma, double epsilon) {
        Method method = Method.parse(name);
        method = name.equals("lrp-z+") ? method : method.with("epsilon", epsilon);
        method = name.equals("lrp-gamma") ? method.with("gamma", gamma) : method;
        double[] x = {4, 3};
        double[] hidden = new double[3];
        for (int k = 0; k < 3; k++) {
            hidden[k] = Math.max(0, x[0] * FIRST[k] + x[1] * FIRST[3 + k]);
        }
        double score = 0;
        for (int k = 0; k < 3; k++) {
            score += hidden[k] * SECOND[2 * k];
        }
        double[] middle = relevance(hidden, SECOND, new double[] {score, 0}, gamma, epsilon);
        double[] pixels = relevance(x, FIRST, middle, gamma, epsilon);

        float[] map = Trial.raw(dense(), method, "label0", IMAGE);

        assertThat(map).containsExactly(new float[] {(float) pixels[0], (float) pixels[1], 0, 0}, offset(1e-4f));
    }

    @ParameterizedTest
    @CsvSource({"lrp-epsilon, 0", "lrp-gamma, 0", "lrp-z+, -1", "lrp, 0", "lrp-epsilon, 1", "lrp-gamma, 1", "lrp, 1"})
    void addsUpToTheScore(String name, double epsilon) {
        Method method = epsilon < 0 ? Method.parse(name) : Method.parse(name).with("epsilon", 0);
        Image image = Trial.random(8, 5);
        Model model = epsilon == 1 ? Trial.gated() : Trial.rectified();
        for (int label = 0; label < 3; label++) {
            double score = Trial.scores(model, Trial.values(image))[label];

            double sum = Trial.sum(Trial.raw(model, method, "label" + label, image));

            assertThat(sum).isCloseTo(score, offset(2e-3 * Math.max(1, Math.abs(score))));
        }
    }

    @Test
    void countsANormalisationAsPartOfTheConvolutionBeforeIt() {
        Method method = Method.LRP_GAMMA;
        Image image = Trial.random(4, 2);

        assertThat(Trial.raw(normalised(true), method, "label0", image))
                .containsExactly(Trial.raw(normalised(false), method, "label0", image), offset(1e-3f));
    }

    /** The same network with and without its normalisation written as part of the convolution. */
    private static Model normalised(boolean folded) {
        Chain net = new Chain(1, 4);
        float[] kernel = {0.5f, -0.25f, 1, 0.75f};
        float[] scale = {2, -1};
        float[] shift = {3, 50};
        float[] mean = {5, -10};
        float[] variance = {4, 1};
        float[] whole = new float[8];
        float[] bias = new float[2];
        for (int c = 0; c < 2; c++) {
            float by = folded ? 1 : (float) (scale[c] / Math.sqrt(variance[c]));
            for (int i = 0; i < 4; i++) {
                whole[4 * c + i] = kernel[(i + c) % 4] * by;
            }
            bias[c] = folded ? 0 : -mean[c] * by + shift[c];
        }
        net.graph.put("w", Tensor.of(whole, 2, 1, 2, 2));
        net.graph.put("b", Tensor.of(bias));
        net.node("Conv", "conv", "w", "b");
        if (folded) {
            net.graph.put("scale", Tensor.of(scale));
            net.graph.put("shift", Tensor.of(shift));
            net.graph.put("mean", Tensor.of(mean));
            net.graph.put("variance", Tensor.of(variance));
            net.node(
                    "BatchNormalization",
                    "normal",
                    Attributes.NONE.with("epsilon", 0f),
                    "scale",
                    "shift",
                    "mean",
                    "variance");
        }
        return net.node("Relu", "maps").head(2, 2).model(1, 4, 2);
    }
}
