package io.fovea.explain.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.anatomy.NetsByHand;
import io.fovea.anatomy.PixelGrid;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.model.Model;
import io.fovea.session.CancelledException;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Methods that change the image and look at the score, against all that they could have looked at. */
class PerturbationTest {
    private static final float[] WEIGHTS = {0.5f, -1, 2, 0, 1, 3, -2, 0.25f, 0, 1, 1, -1, 0.5f, 0.5f, -3, 2};

    @Test
    void riseOfALinearScoreIsTheSharesOfMasksThatGoTogether() {
        Image image = NetsByHand.ramp();
        int count = 400;
        SoftMasks masks = new SoftMasks(4, 4, 2, 0.5, 9);
        double[] scores = new double[count];
        double mean = 0;
        for (int m = 0; m < count; m++) {
            float[] mask = masks.mask(m);
            for (int i = 0; i < 16; i++) {
                scores[m] += WEIGHTS[i] * mask[i] * 2 * i;
            }
            mean += scores[m] / count;
        }
        float[] expected = new float[16];
        for (int m = 0; m < count; m++) {
            for (int i = 0; i < 16; i++) {
                expected[i] += (float) ((scores[m] - mean) * masks.mask(m)[i] / (count * 0.5));
            }
        }
        Method rise = Method.RISE.with("masks", count).with("cells", 2).with("seed", 9);

        assertThat(Trial.raw(Trial.linear(WEIGHTS), rise, "label0", image)).containsExactly(expected, offset(1e-3f));
    }

    @Test
    void masksAreSoftAndKeepTheShareThatTheyAreTold() {
        SoftMasks masks = new SoftMasks(30, 20, 7, 0.3, 1);
        double sum = 0;
        for (int m = 0; m < 200; m++) {
            for (float v : masks.mask(m)) {
                assertThat(v).isBetween(0f, 1f);
                sum += v;
            }
        }
        assertThat(sum / 200 / 600).isCloseTo(0.3, offset(0.02));
        assertThat(masks.mask(3)).containsExactly(masks.mask(3)).isNotEqualTo(masks.mask(4));
    }

    @Test
    void theSumOfMasksIsWhatAddingThemOneByOneGives() {
        SoftMasks masks = new SoftMasks(30, 20, 7, 0.3, 1);
        float[] weights = {1, -2, 0.5f, 3, 0, 0.25f};
        float[] expected = new float[600];
        for (int m = 0; m < weights.length; m++) {
            float[] mask = masks.mask(m);
            for (int i = 0; i < expected.length; i++) {
                expected[i] += weights[m] * mask[i];
            }
        }
        assertThat(masks.sum(weights)).containsExactly(expected, offset(1e-5f));
    }

    @Test
    void kernelShapOfAFewPiecesIsTheMeanOverAllOrders() {
        // Not linear: pairs count together.
        int pieces = 4;
        double[] values = new double[1 << pieces];
        for (int set = 0; set < values.length; set++) {
            values[set] = 3 + Integer.bitCount(set & 3) * Integer.bitCount(set & 12) + 2 * (set & 1) - (set >> 3 & 1);
        }
        KernelShap shap = new KernelShap();
        OptionValues settings = OptionValues.USUAL;
        boolean[][] choices = shap.choices(pieces, settings);
        double[] scores = new double[choices.length];
        for (int s = 0; s < scores.length; s++) {
            int set = 0;
            for (int p = 0; p < pieces; p++) {
                set |= choices[s][p] ? 1 << p : 0;
            }
            scores[s] = values[set];
        }
        assertThat(choices).hasNumberOfRows(16);
        assertThat(shap.weights(choices, scores, settings)).containsExactly(shapley(values, pieces), offset(1e-6));
    }

    /** By all orders in which pieces can come. */
    private static double[] shapley(double[] values, int pieces) {
        double[] sums = new double[pieces];
        int[] orders = {0};
        permute(new int[0], pieces, order -> {
            int set = 0;
            for (int p : order) {
                sums[p] += values[set | 1 << p] - values[set];
                set |= 1 << p;
            }
            orders[0]++;
        });
        return Arrays.stream(sums).map(sum -> sum / orders[0]).toArray();
    }

    private static void permute(int[] begun, int pieces, Consumer<int[]> taker) {
        if (begun.length == pieces) {
            taker.accept(begun);
            return;
        }
        for (int p = 0; p < pieces; p++) {
            int next = p;
            if (Arrays.stream(begun).noneMatch(one -> one == next)) {
                int[] more = Arrays.copyOf(begun, begun.length + 1);
                more[begun.length] = p;
                permute(more, pieces, taker);
            }
        }
    }

    @Test
    void kernelShapOfMorePiecesThanCanAllBeTriedIsExactForALinearScore() {
        int pieces = 40;
        KernelShap shap = new KernelShap();
        boolean[][] choices = shap.choices(pieces, OptionValues.USUAL);
        double[] scores = new double[choices.length];
        for (int s = 0; s < scores.length; s++) {
            for (int p = 0; p < pieces; p++) {
                scores[s] += choices[s][p] ? p - 7 : 1;
            }
        }
        assertThat(choices).hasNumberOfRows(1000);
        assertThat(shap.weights(choices, scores, OptionValues.USUAL))
                .containsExactly(
                        IntStream.range(0, pieces).mapToDouble(p -> p - 8).toArray(), offset(1e-5));
    }

    @Test
    void limeIsTheRidgeRegressionThatTheFormulaSays() {
        boolean[][] choices = {{true, true}, {true, false}, {false, true}, {false, false}};
        double[] scores = {5, 4, 2, 1};
        // Without interaction and far enough, the slopes are 3 and 1, drawn a little to 0 by the ridge.
        OptionValues wide = OptionValues.USUAL.with(new Lime().about().options().get(2), 1000);
        double[] weights = new Lime().weights(choices, scores, wide);
        // Of four samples of weight 1, each slope's sum of squares is 1: 3 and 1 become 3 / 2 and 1 / 2.
        assertThat(weights).containsExactly(new double[] {1.5, 0.5}, offset(1e-3));
    }

    @Test
    void limeAndShapFindThePieceThatCounts() {
        float[] weights = new float[256];
        byte[] pixels = new byte[256];
        for (int i = 0; i < 256; i++) {
            boolean corner = i % 16 < 8 && i / 16 < 8;
            weights[i] = corner ? 1 : 0;
            pixels[i] = (byte) (corner ? 100 + i % 7 * 10 : 30 + i % 5);
        }
        Image image = Image.gray8(16, 16, pixels);
        Model model = Trial.linear(weights);
        for (String name : new String[] {"lime", "kernel-shap"}) {
            Method method = Method.parse(name).with("pieces", 4).with("samples", 200);
            float[] map = Trial.raw(model, method, "label0", image);
            double corner = 0;
            for (int i = 0; i < 256; i++) {
                corner += weights[i] * map[i];
            }
            assertThat(corner).isPositive();
            assertThat(map[0]).isGreaterThan(10 * Math.abs(map[255]));
        }
    }

    @Test
    void superpixelsFollowEdgesAndAreConnected() {
        PixelGrid grid = new PixelGrid(Layout.NCHW, 1, 20, 20);
        float[] values = new float[400];
        for (int i = 0; i < 400; i++) {
            values[i] = i % 20 < 7 ? 0 : 1;
        }
        Superpixels pieces = Superpixels.of(grid, FloatTensor.of(values, 1, 1, 20, 20), 16);
        int[] labels = pieces.labels();

        assertThat(pieces.count()).isBetween(8, 24);
        for (int y = 0; y < 20; y++) {
            assertThat(labels[20 * y + 6]).isNotEqualTo(labels[20 * y + 7]);
        }
        assertThat(IntStream.of(labels).max()).hasValue(pieces.count() - 1);
    }

    @Test
    void ablationCamWeighsByTheScoreWithoutEachChannel() {
        float[] expected = new float[16];
        for (int i = 0; i < 16; i++) {
            for (int c = 0; c < 2; c++) {
                float[] map = NetsByHand.rampMaps()[c];
                expected[i] += (float) (NetsByHand.HEAD[c] * Trial.sum(map) / 16 * map[i]);
            }
        }
        assertThat(Trial.cat(Method.ABLATION_CAM)).containsExactly(expected, offset(1e-3f));
    }

    @Test
    void variationsAreScoredInTheirOrderAndStopWhenCancelled() {
        FloatTensor like = FloatTensor.allocate(3);
        Variations variations = new Variations(like, "thing");
        double[] scores = variations.score(
                100, (i, into) -> into.data().put(1, i), tensor -> tensor.data().get(1) * 2, Monitor.NONE);
        assertThat(scores)
                .containsExactly(IntStream.range(0, 100).mapToDouble(i -> 2 * i).toArray());

        AtomicInteger run = new AtomicInteger();
        Monitor impatient = Monitor.of((share, message) -> {}, () -> run.get() > 2);
        assertThatThrownBy(() ->
                        variations.score(1_000_000, (i, into) -> run.incrementAndGet(), tensor -> pause(), impatient))
                .isInstanceOf(CancelledException.class);
        assertThat(run.get()).isLessThan(1_000_000);
    }

    @Test
    void anErrorOfOneVariationIsThatOfAll() {
        Variations variations = new Variations(FloatTensor.allocate(1), "thing");
        assertThatThrownBy(() -> variations.score(
                        10,
                        (i, into) -> {
                            throw new IllegalStateException("no " + i);
                        },
                        tensor -> 0,
                        Monitor.NONE))
                .isInstanceOf(IllegalStateException.class);
    }

    private static double pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    @Test
    void theTimeLeftIsSaidInWords() {
        assertThat(TimeLeft.text(3)).isEmpty();
        assertThat(TimeLeft.text(61.2)).isEqualTo(", 61 s left");
        assertThat(TimeLeft.text(600)).isEqualTo(", 10 min left");
    }
}
