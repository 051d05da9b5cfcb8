package io.fovea.task.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StarObjectsTest {
    private static final double USUAL = 0.4;

    private static void add(StarCandidates candidates, int x, int y, double probability, double... distances) {
        float[][] columns = new float[distances.length][1];
        for (int r = 0; r < distances.length; r++) {
            columns[r][0] = (float) distances[r];
        }
        candidates.add(x, y, (float) probability, columns, 0, 0);
    }

    private static int[] labels(StarCandidates candidates, double most, int width, int height) {
        return StarObjects.of(candidates, most, Cancellation.NONE).labels(width, height, width, height);
    }

    /** Squares on their corners with half diagonals of 20 and 10: they share all 200 of the smaller one, further off a quarter. */
    @ParameterizedTest
    @CsvSource({"10, 0.99, 1", "20, 0.24, 1", "20, 0.26, 2", "31, 0, 2"})
    void ofTwoThatShareTooMuchOfTheSmallerTheLessProbableGoes(int apart, double most, int left) {
        StarCandidates candidates = new StarCandidates(4);
        add(candidates, 30, 30, 0.9, 20, 20, 20, 20);
        add(candidates, 30 + apart, 30, 0.8, 10, 10, 10, 10);

        assertThat(StarSuppression.kept(candidates, most, Cancellation.NONE))
                .hasSize(left)
                .startsWith(0);
    }

    @Test
    void ofEqualsTheUpperStaysWhicheverCameFirst() {
        StarCandidates candidates = new StarCandidates(4);
        add(candidates, 30, 31, 0.9, 10, 10, 10, 10);
        add(candidates, 30, 30, 0.9, 10, 10, 10, 10);

        assertThat(StarSuppression.kept(candidates, USUAL, Cancellation.NONE)).containsExactly(1);
    }

    /** What is gone takes nothing with it: greedy, as the published algorithm. */
    @Test
    void looksUpTheSameAsComparingAllWithAll() {
        Random random = new Random(2);
        StarCandidates candidates = new StarCandidates(16);
        for (int i = 0; i < 600; i++) {
            double size = Math.exp(3.5 * random.nextDouble());
            double[] distances = random.doubles(16, size, 2 * size).toArray();
            add(candidates, random.nextInt(300), random.nextInt(200), random.nextDouble(), distances);
        }

        List<Integer> kept = new ArrayList<>();
        Integer[] order = new Integer[600];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Float.compare(candidates.probability(b), candidates.probability(a)));
        for (int i : order) {
            double[] x = candidates.cornersX(i, new double[16]);
            double[] y = candidates.cornersY(i, new double[16]);
            boolean free = kept.stream()
                    .noneMatch(surer -> candidates.polygon(surer).shared(x, y)
                            > USUAL * Math.min(candidates.area(surer), candidates.area(i)));
            if (free) {
                kept.add(i);
            }
        }
        assertThat(Arrays.stream(StarSuppression.kept(candidates, USUAL, Cancellation.NONE))
                        .boxed())
                .containsExactlyElementsOf(kept)
                .hasSizeBetween(10, 400);
    }

    /** |x| + |y| < 2.5: 1 + 3 + 5 + 3 + 1 pixels. */
    @Test
    void aPolygonHasThePixelsWhoseCentresAreInside() {
        StarCandidates candidates = new StarCandidates(4);
        add(candidates, 3, 3, 0.9, 2.5, 2.5, 2.5, 2.5);

        int[] labels = labels(candidates, USUAL, 7, 6);

        assertThat(Arrays.stream(labels).sum()).isEqualTo(13);
        assertThat(Arrays.copyOfRange(labels, 7, 14)).containsExactly(0, 0, 0, 1, 0, 0, 0);
        assertThat(Arrays.copyOfRange(labels, 21, 28)).containsExactly(0, 1, 1, 1, 1, 1, 0);
    }

    @Test
    void whatTwoShareIsTheMoreProbableOnes() {
        StarCandidates candidates = new StarCandidates(4);
        add(candidates, 10, 10, 0.8, 6, 6, 6, 6);
        add(candidates, 18, 10, 0.9, 6, 6, 6, 6);

        int[] labels = labels(candidates, USUAL, 30, 20);

        assertThat(labels[10 * 30 + 14]).isEqualTo(1);
        assertThat(labels[10 * 30 + 18]).isEqualTo(1);
        assertThat(labels[10 * 30 + 10]).isEqualTo(2);
    }

    /** An image twice as wide as the network's input: 13 pixels become 26. */
    @Test
    void polygonsAreAsLargeAsTheImageIs() {
        StarCandidates candidates = new StarCandidates(4);
        add(candidates, 3, 3, 0.9, 2.5, 2.5, 2.5, 2.5);

        int[] labels = StarObjects.of(candidates, USUAL, Cancellation.NONE).labels(14, 7, 7, 7);

        assertThat(Arrays.stream(labels).sum()).isEqualTo(26);
    }

    @ParameterizedTest
    @CsvSource({"32, 1", "32, 2", "64, 4"})
    void drawnObjectsThatTouchAreFound(int rays, int grid) {
        List<Ellipse> drawn = Ellipse.grid(9, 6, 31, 3);
        int width = 280;
        int height = 190;
        int[] truth = Ellipse.labels(drawn, width, height);

        int[] found = labels(Ellipse.candidates(drawn, truth, width, rays, grid), USUAL, width, height);

        assertThat(Arrays.stream(found).max()).hasValue(drawn.size());
        assertThat(Overlap.least(truth, found, drawn.size())).isGreaterThan(0.93);
    }

    @Test
    void canBeCancelledAndMayBeEmpty() {
        StarCandidates candidates = new StarCandidates(4);
        assertThat(labels(candidates, USUAL, 5, 4)).containsOnly(0);
        add(candidates, 3, 3, 0.9, 2, 2, 2, 2);

        assertThatThrownBy(() -> StarObjects.of(candidates, USUAL, () -> true)).isInstanceOf(CancelledException.class);
    }
}
