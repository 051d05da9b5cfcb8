package io.fovea.explain.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.NetsByHand;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explanation;
import io.fovea.explain.HeatMap;
import io.fovea.explain.RandomWeights;
import io.fovea.explain.RankCorrelation;
import io.fovea.explain.method.Method;
import io.fovea.image.Image;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MapScoresTest {
    /** Bright at the right, where the cat is seen; dark at the left, where the dog is. */
    private static Image image() {
        byte[] pixels = new byte[16];
        for (int i = 0; i < 16; i++) {
            pixels[i] = (byte) (i % 4 >= 2 ? 14 : 4);
        }
        return Image.gray8(4, 4, pixels);
    }

    private static MapScores.Scored score(float... heat) {
        ExplainOptions cat = ExplainOptions.DEFAULT.withClasses(List.of("cat"));
        InputFrame framing = new InputFrame(4, 4, 4, 4, 4, 4);
        HeatMap map = HeatMap.of(4, 4, heat, framing);
        Explanation explanation = new Explanation(0, "cat", 1, Method.GRAD_CAM, "maps", map, Optional.empty(), 0);
        byte[] mask = new byte[16];
        mask[3] = 1;
        try (MapScores scores = MapScores.open(NetsByHand.twoFilters(), cat, Device.CPU)) {
            return scores.score(image(), explanation, Optional.of(Image.gray8(4, 4, mask)), Monitor.NONE);
        }
    }

    private static final float[] RIGHT = {0, 0, 0.8f, 1, 0, 0, 0.8f, 0.9f, 0, 0, 0.8f, 0.9f, 0, 0, 0.8f, 0.9f};
    private static final float[] LEFT = {1, 0.9f, 0, 0, 0.9f, 0.9f, 0, 0, 0.9f, 0.9f, 0, 0, 0.9f, 0.9f, 0, 0};

    @Test
    void aGoodMapFallsSoonerAndRisesSoonerThanABadOne() {
        MapScores.Scored good = score(RIGHT);
        MapScores.Scored bad = score(LEFT);

        assertThat(good.deletion()).isBetween(0.0, 1.0).isLessThan(bad.deletion());
        assertThat(good.insertion()).isBetween(0.0, 1.0).isGreaterThan(bad.insertion());
    }

    @Test
    void theHottestPixelPoints() {
        assertThat(score(RIGHT).pointing()).hasValue(1);
        assertThat(score(LEFT).pointing()).hasValue(0);
    }

    @Test
    void deletionIsTheAreaUnderTheProbabilityByTrapezia() {
        // Rows of pixels to be greyed one after the other: the mean is 9, which gives maps 0 and 0.5.
        double[] catPixel = {-0.5 * 3, 1 * 4};
        double grey = -0.5 * 0.5;
        double[] dogPixel = {3 * 3, -2 * 4};
        double dogGrey = 3 * 0.5;
        int[] order = {3, 7, 11, 15, 2, 6, 10, 14, 0, 1, 4, 5, 8, 9, 12, 13};
        double area = 0;
        boolean[] gone = new boolean[16];
        for (int step = 0; step <= 16; step++) {
            double cat = NetsByHand.HEAD_BIAS[0];
            double dog = NetsByHand.HEAD_BIAS[1];
            for (int i = 0; i < 16; i++) {
                int side = i % 4 >= 2 ? 1 : 0;
                cat += (gone[i] ? grey : catPixel[side]) / 16;
                dog += (gone[i] ? dogGrey : dogPixel[side]) / 16;
            }
            area += (step == 0 || step == 16 ? 0.5 : 1) / (1 + Math.exp(dog - cat));
            if (step < 16) {
                gone[order[step]] = true;
            }
        }
        assertThat(score(RIGHT).deletion()).isCloseTo(area / 16, offset(1e-5));
    }

    @Test
    void ranksCorrelateWhateverTheScale() {
        float[] a = {1, 2, 3, 4};
        assertThat(RankCorrelation.of(a, new float[] {1, 10, 100, 1000})).isEqualTo(1);
        assertThat(RankCorrelation.of(a, new float[] {4, 3, 2, 1})).isEqualTo(-1);
        assertThat(RankCorrelation.of(a, new float[4])).isZero();
        // Ranks 0, 1.5, 1.5, 3: covariance 4.5, variances 5 and 4.5.
        assertThat(RankCorrelation.of(a, new float[] {0, 5, 5, 9})).isCloseTo(4.5 / Math.sqrt(5 * 4.5), offset(1e-12));
    }

    @Test
    void randomWeightsGiveAnotherMap() {
        assertThat(score(RIGHT).randomised()).isBetween(-1.0, 1.0);
        float[] learnt =
                NetsByHand.twoFilters().graph().initializers().get("head").toFloats();
        float[] random = RandomWeights.of(NetsByHand.twoFilters())
                .graph()
                .initializers()
                .get("head")
                .toFloats();
        assertThat(random).hasSameSizeAs(learnt).isNotEqualTo(learnt);
        assertThat(RandomWeights.of(NetsByHand.twoFilters())
                        .graph()
                        .initializers()
                        .get("head")
                        .toFloats())
                .containsExactly(random);
    }

    @Test
    void aMaskOfAnotherSizeIsRefused() {
        HeatMap map = HeatMap.of(2, 2, new float[] {0, 0, 0, 1}, new InputFrame(2, 2, 2, 2, 2, 2));
        assertThatThrownBy(() -> MapScores.pointing(map, Image.gray8(1, 1, new byte[1])))
                .hasMessageContainingAll("1x1", "2x2");
    }
}
