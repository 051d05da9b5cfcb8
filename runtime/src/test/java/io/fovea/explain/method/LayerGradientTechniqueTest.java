package io.fovea.explain.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

/** Each formula of a paper, worked out on paper for two channels of two places. */
class LayerGradientTechniqueTest {
    private static final float[][] A = {{1, 3}, {2, 0}};
    private static final float[][] G = {{0.5f, -1}, {4, 2}};

    @Test
    void gradCamWeightsByTheMeanGradient() {
        // Means -0.25 and 3.
        assertThat(new GradCam().map(A, G)).containsExactly(-0.25f + 6, -0.75f);
    }

    @Test
    void gradCamPlusPlusWeightsPositiveGradientsByTheirAlphas() {
        // alpha = g^2 / (2 g^2 + sum(A) g^3); sum(A) is 4 and 2.
        double w0 = 0.25 / (2 * 0.25 + 4 * 0.125) * 0.5;
        double w1 = 16.0 / (2 * 16 + 2 * 64) * 4 + 4.0 / (2 * 4 + 2 * 8) * 2;
        assertThat(new GradCamPlusPlus().map(A, G))
                .containsExactly(new float[] {(float) (w0 + 2 * w1), (float) (3 * w0)}, offset(1e-6f));
    }

    @Test
    void hiResCamMultipliesPlaceByPlace() {
        assertThat(new HiResCam().map(A, G)).containsExactly(0.5f + 8, -3);
    }

    @Test
    void layerCamLeavesNegativeGradientsOut() {
        assertThat(new LayerCam().map(A, G)).containsExactly(8.5f, 0);
    }

    @Test
    void xGradCamWeightsByTheShareOfGradientTimesActivation() {
        // (0.5 - 3) / 4 and 8 / 2.
        assertThat(new XGradCam().map(A, G)).containsExactly(-0.625f + 8, -1.875f);
        assertThat(new XGradCam().map(new float[][] {{0, 0}}, new float[][] {{1, 1}}))
                .containsExactly(0, 0);
    }

    @Test
    void eigenGradCamProjectsTheProductsOnTheirFirstComponent() {
        // The products are (0.5, -3) and (8, 0), those of the places among themselves 64.25, -1.5 and 9.
        double square = (64.25 + 9 + Math.sqrt(Math.pow(64.25 - 9, 2) + 4 * 1.5 * 1.5)) / 2;
        double length = Math.hypot(1.5, square - 64.25);
        float first = (float) (Math.sqrt(square) * 1.5 / length);
        float second = (float) (-Math.sqrt(square) * (square - 64.25) / length);
        assertThat(EigenGradCam.map(A, G)).containsExactly(new float[] {first, second}, offset(1e-5f));
    }

    @Test
    void eigenGradCamPointsWhereTheProductsDo() {
        // Of rank one, along (2, -1) / sqrt(5); the places are 1 and -2 times sqrt(5), whose sum is negative.
        float[][] g = {{2, -4}, {-1, 2}};
        float unit = (float) Math.sqrt(5);
        float[][] ones = {{1, 1}, {1, 1}};
        assertThat(EigenGradCam.map(ones, g)).containsExactly(new float[] {unit, -2 * unit}, offset(1e-5f));
        assertThat(EigenGradCam.map(ones, new float[2][2])).containsExactly(0, 0);
        // Even places are at right angles to this one.
        assertThat(EigenGradCam.map(new float[][] {{1, 1}}, new float[][] {{1, -1}}))
                .containsExactly(new float[] {1, -1}, offset(1e-5f));
    }

    @Test
    void eigenCamProjectsOnTheFirstComponent() {
        // A is of rank one: the component is (2, 1) / sqrt(5), places are 1, 2 and 4 times that.
        float[][] a = {{2, 4, 8}, {1, 2, 4}};
        float unit = (float) Math.sqrt(5);
        assertThat(EigenCam.map(a)).containsExactly(new float[] {unit, 2 * unit, 4 * unit}, offset(1e-4f));
        assertThat(EigenCam.map(new float[2][3])).containsExactly(0, 0, 0);
        // The larger of two orthogonal components.
        assertThat(EigenCam.map(new float[][] {{3, 0}, {0, 1}})).containsExactly(new float[] {3, 0}, offset(1e-4f));
    }
}
