package io.fovea.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Against functions whose indices are known. */
class SobolDesignTest {
    private static double[] totals(int variables, int samples, ToDoubleFunction<float[]> function) {
        SobolDesign design = new SobolDesign(variables, samples);
        assertThat(design.points()).hasSize(design.size());
        return design.totals(design.points().stream().mapToDouble(function).toArray());
    }

    /** Ishigami and Homma, 1990, with a = 7 and b = 0.1, over -pi..pi; indices of Saltelli et al., 2008. */
    @Test
    void ishigamisFunctionHasItsIndices() {
        double[] totals = totals(3, 2048, u -> {
            double x = Math.PI * (2 * u[0] - 1);
            double y = Math.PI * (2 * u[1] - 1);
            double z = Math.PI * (2 * u[2] - 1);
            return Math.sin(x) + 7 * Math.sin(y) * Math.sin(y) + 0.1 * Math.pow(z, 4) * Math.sin(x);
        });

        assertThat(totals[0]).isCloseTo(0.5576, within(0.02));
        assertThat(totals[1]).isCloseTo(0.4424, within(0.02));
        assertThat(totals[2]).isCloseTo(0.2437, within(0.02));
    }

    /** Sobol's product of {@code (|4 x - 2| + a) / (1 + a)}: {@code V_i = 1 / 3 / (1 + a)^2}. */
    @Test
    void sobolsOwnFunctionHasItsIndices() {
        double[] a = {0, 1, 4.5, 9, 99, 99};
        double[] totals = totals(a.length, 2048, u -> {
            double product = 1;
            for (int i = 0; i < a.length; i++) {
                product *= (Math.abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
            }
            return product;
        });

        double all = 1;
        for (double one : a) {
            all *= 1 + 1 / 3.0 / (1 + one) / (1 + one);
        }
        for (int i = 0; i < a.length; i++) {
            double own = 1 / 3.0 / (1 + a[i]) / (1 + a[i]);
            assertThat(totals[i]).isCloseTo(own * all / (1 + own) / (all - 1), within(0.02));
        }
    }

    /** {@code c_i^2 / sum c^2}; few points do. */
    @Test
    void aSumsIndicesAreTheSharesOfItsSquares() {
        double[] totals = totals(4, 64, u -> 3 * u[0] - 2 * u[1] + u[2] + 5);

        assertThat(totals[0]).isCloseTo(9 / 14.0, within(0.05));
        assertThat(totals[1]).isCloseTo(4 / 14.0, within(0.05));
        assertThat(totals[2]).isCloseTo(1 / 14.0, within(0.05));
        assertThat(totals[3]).isZero();
    }

    /** In a product each matters only with the other: the total index counts that, too. */
    @Test
    void whatMattersTogetherCounts() {
        double[] totals = totals(2, 1024, u -> (u[0] - 0.5) * (u[1] - 0.5));

        assertThat(totals[0]).isCloseTo(1, within(0.03));
        assertThat(totals[1]).isCloseTo(1, within(0.03));
    }

    /** As few points as are taken where nothing is said: each variable by itself has all of the variance. */
    @Test
    void fewPointsTellWhatAloneMatters() {
        for (int v = 0; v < 6; v++) {
            int which = v;
            double[] totals = totals(6, 32, u -> u[which]);

            assertThat(totals[which]).isCloseTo(1, within(0.15));
            assertThat(totals[(which + 1) % 6]).isZero();
        }
    }

    @Test
    void aConstantDependsOnNothing() {
        assertThat(totals(3, 16, u -> 4)).containsExactly(0, 0, 0);
    }

    /** In high dimensions, too: no two columns run side by side. */
    @Test
    void pointsFillTheCube() {
        float[][] points = new SobolDesign(20, 128).points().toArray(float[][]::new);
        for (int v = 0; v < 20; v++) {
            double mean = 0;
            for (int i = 0; i < 128; i++) {
                assertThat(points[i][v]).isBetween(0f, 1f);
                mean += points[i][v] / 128;
            }
            assertThat(mean).isCloseTo(0.5, within(0.06));
            for (int w = 0; w < v; w++) {
                double product = 0;
                for (int i = 0; i < 128; i++) {
                    product += (points[i][v] - 0.5) * (points[i][w] - 0.5) * 12 / 128;
                }
                assertThat(Math.abs(product)).isLessThan(0.4);
            }
        }
    }
}
