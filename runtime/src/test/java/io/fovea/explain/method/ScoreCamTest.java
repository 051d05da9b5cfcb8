package io.fovea.explain.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.anatomy.NetsByHand;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Score-CAM (Wang et al. 2020, definition 3 and algorithm 1) against the same worked out in loops. */
class ScoreCamTest {
    private static final int SIDE = 6;
    private static final int CELLS = 3;
    private static final double[] FILTERS = {1, -0.5};
    private static final double[] OFFSETS = {-20, 30};
    private static final double[][] HEAD = {{0.05, -0.02}, {-0.03, 0.08}};

    /** A bright middle on a slope, so that no channel has its peak at the edge. */
    private static double[] image() {
        double[] image = new double[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean middle = x / 2 == 1 && y / 2 == 1;
                image[y * SIDE + x] = middle ? 200 : 10 * x + 3 * y;
            }
        }
        return image;
    }

    /** Pixel by pixel two filters and a rectifier, the means of two by two, their mean, two scores. */
    private static Model model() {
        NetsByHand.Chain net = new NetsByHand.Chain(1, SIDE);
        net.graph.put("filters", Tensor.of(new float[] {1, -0.5f}, 2, 1, 1, 1));
        net.graph.put("offsets", Tensor.of(-20f, 30f));
        net.graph.put("head", Tensor.of(new float[] {0.05f, -0.02f, -0.03f, 0.08f}, 2, 2));
        net.node("Conv", "conv", "filters", "offsets")
                .node("Relu", "maps")
                .node(
                        "AveragePool",
                        "coarse",
                        Attributes.NONE.withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2))
                .node("GlobalAveragePool", "pooled")
                .node("Flatten", "flat")
                .node("Gemm", "scores", Attributes.NONE.with("transB", 1), "head");
        return net.model(1, SIDE, 2);
    }

    @Test
    void masksAreScaledAtTheSizeOfTheInput() {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) image()[i];
        }
        for (int index = 0; index < 2; index++) {
            ExplainOptions options = ExplainOptions.DEFAULT
                    .withMethod(Method.SCORE_CAM)
                    .withLayers(List.of("coarse"))
                    .withClasses(List.of("label" + index));
            try (Explainer explainer = Explainer.open(model(), options, Device.CPU)) {
                Explanation made = explainer
                        .explain(Image.gray8(SIDE, SIDE, pixels), Monitor.NONE)
                        .get(0);
                assertThat(made.map().raw().floats()).containsExactly(expected(index), offset(1e-3f));
            }
        }
    }

    private static float[] expected(int index) {
        double[][] maps = {coarse(image(), 0), coarse(image(), 1)};
        double base = score(new double[SIDE * SIDE], index);
        double[] weights = new double[2];
        double all = 0;
        for (int c = 0; c < 2; c++) {
            double[] mask = scaled(upsampled(maps[c]));
            double[] masked = image();
            for (int i = 0; i < masked.length; i++) {
                masked[i] *= mask[i];
            }
            weights[c] = Math.exp(score(masked, index) - base);
            all += weights[c];
        }
        float[] map = new float[CELLS * CELLS];
        for (int i = 0; i < map.length; i++) {
            map[i] = (float) ((weights[0] * maps[0][i] + weights[1] * maps[1][i]) / all);
        }
        return map;
    }

    private static double score(double[] image, int index) {
        double score = 0;
        for (int c = 0; c < 2; c++) {
            for (double v : coarse(image, c)) {
                score += HEAD[index][c] * v / (CELLS * CELLS);
            }
        }
        return score;
    }

    private static double[] coarse(double[] image, int channel) {
        double[] means = new double[CELLS * CELLS];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double v = Math.max(0, FILTERS[channel] * image[y * SIDE + x] + OFFSETS[channel]);
                means[y / 2 * CELLS + x / 2] += v / 4;
            }
        }
        return means;
    }

    /** Linear between the centres of the cells: a quarter and three quarters; beyond the outer centres the outer value. */
    private static double[] upsampled(double[] cells) {
        double[] fine = new double[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int v = 0; v < CELLS; v++) {
                    for (int u = 0; u < CELLS; u++) {
                        fine[y * SIDE + x] += weight(x, u) * weight(y, v) * cells[v * CELLS + u];
                    }
                }
            }
        }
        return fine;
    }

    private static double weight(int pixel, int cell) {
        double at = Math.min(CELLS - 1, Math.max(0, (pixel + 0.5) / 2 - 0.5));
        return Math.max(0, 1 - Math.abs(at - cell));
    }

    private static double[] scaled(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        double[] scaled = new double[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (values[i] - low) / (high - low);
        }
        return scaled;
    }
}
