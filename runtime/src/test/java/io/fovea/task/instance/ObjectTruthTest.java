package io.fovea.task.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.session.Cancellation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What networks are to learn of objects: worked out by hand, and read back by what reads the answers of networks. */
class ObjectTruthTest {
    private static final int SIDE = 64;

    @Test
    void raysEndWhereTheSideOfAPixelIs() {
        // Three by three pixels, of which the middle one looks around.
        int[] labels = new int[25];
        for (int y = 1; y < 4; y++) {
            Arrays.fill(labels, 5 * y + 1, 5 * y + 4, 7);
        }
        float[] planes = new StarTruth(8).of(5, 5, labels);
        for (int ray = 0; ray < 8; ray++) {
            double expected = ray % 2 == 0 ? 1.5 : 1.5 * Math.sqrt(2);
            assertThat(planes[25 * (1 + ray) + 12]).as("ray %d", ray).isCloseTo((float) expected, offset(1e-5f));
        }
        // From the upper left pixel: right, down and right, down; to the left half a pixel.
        assertThat(planes[25 + 6]).isEqualTo(2.5f);
        assertThat(planes[25 * 2 + 6]).isCloseTo((float) (2.5 * Math.sqrt(2)), offset(1e-5f));
        assertThat(planes[25 * 3 + 6]).isEqualTo(2.5f);
        assertThat(planes[25 * 5 + 6]).isEqualTo(0.5f);
        assertThat(planes[25 + 0]).as("outside").isZero();
    }

    @Test
    void raysStopAtOtherObjectsAndAtTheEdgeOfTheImage() {
        float[] planes = new StarTruth(4).of(4, 1, new int[] {3, 3, 9, 9});
        assertThat(Arrays.copyOfRange(planes, 4, 8)).as("to the right").containsExactly(1.5f, 0.5f, 1.5f, 0.5f);
        assertThat(Arrays.copyOfRange(planes, 12, 16)).as("to the left").containsExactly(0.5f, 1.5f, 0.5f, 1.5f);
    }

    @Test
    void depthsAreSharesOfTheLargest() {
        // A bar of seven pixels in an image three rows high: nothing is farther from outside than one pixel.
        int[] bar = new int[27];
        Arrays.fill(bar, 10, 17, 1);
        assertThat(Arrays.copyOfRange(new StarTruth(8).of(9, 3, bar), 9, 18))
                .containsExactly(0, 1, 1, 1, 1, 1, 1, 1, 0);
        // In one a row high, its ends are what is near.
        float[] row = new StarTruth(8).of(9, 1, new int[] {0, 1, 1, 1, 1, 1, 1, 1, 0});
        assertThat(Arrays.copyOf(row, 9)).containsExactly(0, 0.25f, 0.5f, 0.75f, 1, 0.75f, 0.5f, 0.25f, 0);
        assertThat(Arrays.copyOf(new StarTruth(8).of(2, 1, new int[] {5, 5}), 2))
                .as("an image full of one object")
                .containsExactly(1, 1);
    }

    @Test
    void starsAreReadBack() {
        int[] labels = discs();
        int pixels = SIDE * SIDE;
        float[] planes = new StarTruth(32).of(SIDE, SIDE, labels);
        StarCandidates candidates = new StarCandidates(32);
        float[][] values = new float[33][];
        for (int plane = 0; plane < 33; plane++) {
            values[plane] = Arrays.copyOfRange(planes, plane * pixels, (plane + 1) * pixels);
        }
        for (int i = 0; i < pixels; i++) {
            if (values[0][i] > 0.5) {
                candidates.add(i % SIDE, i / SIDE, values[0][i], values, 1, i, 1);
            }
        }
        int[] found = StarObjects.of(candidates, 0.4, Cancellation.NONE).labels(SIDE, SIDE, SIDE, SIDE);
        assertThat(overlap(labels, found)).isGreaterThan(0.97);
        assertThat(Arrays.stream(found).max()).hasValue(5);
    }

    @Test
    void flowsAreReadBack() {
        int[] labels = discs();
        int pixels = SIDE * SIDE;
        float[] planes = new FlowTruth().of(SIDE, SIDE, labels);
        float[] down = new float[pixels];
        float[] across = new float[pixels];
        boolean[] inside = new boolean[pixels];
        for (int i = 0; i < pixels; i++) {
            down[i] = 5 * planes[i];
            across[i] = 5 * planes[pixels + i];
            inside[i] = planes[2 * pixels + i] == 1;
            double length = Math.hypot(planes[i], planes[pixels + i]);
            assertThat(length < 1e-3 || Math.abs(length - 1) < 1e-5)
                    .as("length %f", length)
                    .isTrue();
        }
        int[] found = FlowObjects.labels(SIDE, SIDE, down, across, inside, 0.4, Cancellation.NONE);
        assertThat(overlap(labels, found)).isGreaterThan(0.99);
        assertThat(Arrays.stream(found).max()).hasValue(5);
    }

    @Test
    void twoRaysMakeNoPolygon() {
        assertThatThrownBy(() -> new StarTruth(2)).hasMessageContaining("2 rays make no polygon");
    }

    /** Five discs, of which two touch, and one lies at the edge of the image. */
    private static int[] discs() {
        int[] labels = new int[SIDE * SIDE];
        int[][] discs = {{14, 14, 9}, {32, 14, 9}, {50, 40, 12}, {20, 45, 6}, {2, 30, 7}};
        for (int i = 0; i < labels.length; i++) {
            for (int d = 0; d < discs.length; d++) {
                if (Math.hypot(i % SIDE - discs[d][0], i / SIDE - discs[d][1]) <= discs[d][2]) {
                    labels[i] = d + 1;
                }
            }
        }
        return labels;
    }

    /** The smallest intersection over union of a true object and what lies at its middle. */
    private static double overlap(int[] truth, int[] found) {
        double least = 1;
        for (int object = 1; object <= 5; object++) {
            int number = object;
            int[] own = java.util.stream.IntStream.range(0, truth.length)
                    .filter(i -> truth[i] == number)
                    .toArray();
            int other = found[own[own.length / 2]];
            long both = Arrays.stream(own).filter(i -> found[i] == other).count();
            long all = own.length
                    + Arrays.stream(found).filter(label -> label == other).count()
                    - both;
            least = Math.min(least, other == 0 ? 0 : (double) both / all);
        }
        return least;
    }
}
