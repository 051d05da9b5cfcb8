package io.fovea.task.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowErrorsTest {

    /**
     * A block of nine: heat lies the same in all directions, so that each of the eight around the middle points to it; the middle
     * points nowhere. Flows of length 1 at an angle differ by {@code 2 - 2 cos} squared.
     */
    @ParameterizedTest
    @CsvSource({"1, 0, 0", "0, 0, 1", "-1, 0, 4", "0, 1, 2"})
    void theErrorIsTheMeanSquaredDifference(double along, double aside, double each) {
        int[] labels = new int[7 * 6];
        float[] down = new float[labels.length];
        float[] across = new float[labels.length];
        for (int y = 2; y < 5; y++) {
            for (int x = 3; x < 6; x++) {
                labels[y * 7 + x] = 1;
                double far = Math.max(1, Math.hypot(3 - y, 4 - x));
                double toDown = (3 - y) / far;
                double toAcross = (4 - x) / far;
                down[y * 7 + x] = (float) (along * toDown + aside * toAcross);
                across[y * 7 + x] = (float) (along * toAcross - aside * toDown);
            }
        }

        double[] errors = FlowErrors.of(new FlowField(7, 6, down, across), labels, Cancellation.NONE);

        assertThat(errors).hasSize(2);
        assertThat(errors[1]).isCloseTo(each * 8 / 9, within(1e-6));
    }

    /** Flows that were made of the same objects elsewhere, by heat that spreads in four times as many steps. */
    @Test
    void flowsOfHeatHaveHardlyAnError() {
        List<Ellipse> drawn = Ellipse.grid(4, 3, 31, 3);
        int[] truth = Ellipse.labels(drawn, 126, 95);
        Flows flows = Flows.ofHeat(bordered(truth, 126), 126, 95);

        double[] errors = FlowErrors.of(
                FlowField.of(126, 95, flows.down(), flows.across(), flows.inside()),
                bordered(truth, 126),
                Cancellation.NONE);

        assertThat(Arrays.stream(errors).max().orElseThrow()).isLessThan(0.05);
    }

    /** The heat of the drawn flows has no edge to stop at. */
    private static int[] bordered(int[] labels, int width) {
        int[] all = labels.clone();
        for (int i = 0; i < all.length; i++) {
            if (i < width || i >= all.length - width || i % width == 0 || i % width == width - 1) {
                all[i] = 0;
            }
        }
        return all;
    }

    /** All pixels of a disc are drawn to its edge: one object by its flows, whose own flows point elsewhere. */
    @Test
    void whatDoesNotFitItsFlowsIsNoObject() {
        List<Ellipse> drawn = List.of(new Ellipse(30, 30, 18, 18, 0), new Ellipse(70, 30, 18, 18, 0));
        int[] truth = Ellipse.labels(drawn, 100, 60);
        List<Ellipse> sinks = List.of(new Ellipse(30, 30, 18, 18, 0), new Ellipse(54, 30, 18, 18, 0));

        int[] all = found(Flows.toCentres(sinks, truth, 100, 60, 5), 0);
        int[] fitting = found(Flows.toCentres(sinks, truth, 100, 60, 5), 0.4);

        assertThat(all[30 * 100 + 70]).isPositive();
        assertThat(all[30 * 100 + 30]).isPositive();
        assertThat(fitting[30 * 100 + 70]).isZero();
        assertThat(fitting[30 * 100 + 30]).isEqualTo(all[30 * 100 + 30]);
    }

    private static int[] found(Flows flows, double mostError) {
        return FlowObjects.labels(
                flows.width(),
                flows.height(),
                flows.down(),
                flows.across(),
                flows.inside(),
                mostError,
                Cancellation.NONE);
    }

    @Test
    void canBeCancelled() {
        int[] labels = {1, 1, 1, 1};

        assertThatThrownBy(() -> FlowErrors.of(new FlowField(2, 2, new float[4], new float[4]), labels, () -> true))
                .isInstanceOf(CancelledException.class);
    }
}
