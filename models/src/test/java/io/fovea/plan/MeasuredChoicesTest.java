package io.fovea.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.fit.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredChoicesTest {
    private static final Facts FACTS = ChoicesTest.facts(64, 64, true, 450, 450);

    @Test
    void batchesLeaveTenStepsToAnEpoch() {
        assertThat(BatchChoice.candidates(900)).containsExactly(8, 16, 32, 64);
        assertThat(BatchChoice.candidates(50_000)).endsWith(128);
        assertThat(BatchChoice.candidates(79)).containsExactly(4);
        assertThat(BatchChoice.candidates(7)).containsExactly(4);
    }

    /** 40, 80, 95, 100 and 100 images a second: the second is the first with at least 75. */
    @Test
    void theSmallestBatchThatIsNotMuchSlowerThanAnyIsTaken() {
        Map<Integer, Probe.Speed> speeds = Map.of(
                4, new Probe.Speed(0.1, 1 << 20),
                8, new Probe.Speed(0.1, 1 << 20),
                19, new Probe.Speed(0.2, 1 << 20),
                40, new Probe.Speed(0.4, 1 << 20),
                80, new Probe.Speed(0.8, 1 << 20));

        Choice<Integer> batch = BatchChoice.of(speeds);

        assertThat(batch.value()).isEqualTo(8);
        assertThat(batch.reason()).contains("80 images per second, at most 100", "1 MB");
    }

    /** The loss is a valley over the logarithm of the rate, lowest at 0.02. */
    private static List<Probe.Point> valley() {
        List<Probe.Point> points = new ArrayList<>();
        for (double exponent = -5; exponent <= -0.5; exponent += 0.05) {
            double rate = Math.pow(10, exponent);
            points.add(new Probe.Point(rate, 1 + Math.abs(Math.log10(rate / 0.02))));
        }
        return points;
    }

    /** The mean of the losses lags by some steps: it is least at about 0.04. A tenth of that is 0.004, or 0.005 roundly. */
    @Test
    void theLearningRateIsATenthOfTheBestOneTried() {
        assertThat(LearningRateChoice.of(valley(), false).value()).isBetween(0.002, 0.005);
        assertThat(LearningRateChoice.of(valley(), true).value()).isEqualTo(0.001);
        assertThat(LearningRateChoice.of(List.of(), false).value()).isEqualTo(2e-4);
    }

    @Test
    void theReasonOfALearningRateIsTrueOfIt() {
        List<Probe.Point> falling = List.of(new Probe.Point(0.1, 2), new Probe.Point(0.3, 1));
        List<Probe.Point> rising = List.of(new Probe.Point(1e-5, 1), new Probe.Point(1e-4, 2));

        assertThat(LearningRateChoice.of(valley(), false).reason()).startsWith("about a tenth of 0.0");
        assertThat(LearningRateChoice.of(valley(), true).reason())
                .startsWith("the most that is taken where weights are known, below a tenth of 0.0");
        assertThat(LearningRateChoice.of(falling, false).reason())
                .startsWith("the most that is taken, below a tenth of 0.30,");
        assertThat(LearningRateChoice.of(rising, false).reason())
                .startsWith("the least that is taken, above a tenth of 1.0e-05,");
        assertThat(LearningRateChoice.of(List.of(), false).reason()).contains("no loss that is a number");
    }

    @ParameterizedTest
    @CsvSource({"0.001, 0.001", "0.0013, 0.001", "0.0016, 0.002", "0.0035, 0.005", "0.008, 0.01", "0.00002, 0.00002"})
    void learningRatesAreRound(double rate, double round) {
        assertThat(LearningRateChoice.round(rate)).isEqualTo(round);
    }

    /**
     * A thousandth of a second an example: an epoch of 900 and a third of 10 takes 0.903 s. Of 100 s 85 count, less 0.02 for
     * the 20 test images.
     */
    @Test
    void asManyEpochsAsFitIntoTheTime() {
        assertThat(EpochsChoice.of(Duration.ofSeconds(100), FACTS, 0.001).value())
                .isEqualTo(94);
        assertThat(EpochsChoice.of(Duration.ofSeconds(1000), FACTS, 0.001).value())
                .isEqualTo(200);
        assertThat(EpochsChoice.warnings(Duration.ofSeconds(100), FACTS, 0.001)).isEmpty();
    }

    @Test
    void whatDoesNotFitAtAllIsSaid() {
        assertThat(EpochsChoice.of(Duration.ZERO, FACTS, 0.001).value()).isEqualTo(1);
        assertThat(EpochsChoice.warnings(Duration.ZERO, FACTS, 0.1))
                .singleElement()
                .asString()
                .contains("Not one epoch fits", "1 min 30 s", "--time");
    }
}
