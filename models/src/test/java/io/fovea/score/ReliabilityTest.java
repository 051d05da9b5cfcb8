package io.fovea.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityTest {

    @Test
    void theErrorIsTheMeanDistanceOfBinsFromTheDiagonal() {
        Reliability calibration = new Reliability();
        calibration.add(0.92, true);
        calibration.add(0.98, false);
        calibration.add(1, true);
        calibration.add(0.55, false);
        calibration.add(Double.NaN, true);

        // Of 0.9 to 1: mean 2.9 / 3, right 2 / 3, so 0.3 apart, for three; of 0.5 to 0.6: 0.55 apart, for one.
        assertThat(calibration.error()).isCloseTo((3 * 0.3 + 0.55) / 4, within(1e-12));
        assertThat(calibration.answers()).isEqualTo(4);
        assertThat(calibration.bins()).hasSize(2);
        assertThat(calibration.bins().get(0)).isEqualTo(new Reliability.Bin(0.5, 0.6, 1, 0.55, 0));
        assertThat(calibration.bins().get(1).answers()).isEqualTo(3);
    }

    @Test
    void aModelThatIsRightAsOftenAsItIsSureHasNoError() {
        Reliability calibration = new Reliability();
        for (int i = 0; i < 4; i++) {
            calibration.add(0.75, i < 3);
        }
        assertThat(calibration.error()).isZero();
    }

    @Test
    void nothingHasNoError() {
        assertThat(new Reliability().error()).isNaN();
        assertThat(new Reliability().bins()).isEmpty();
    }
}
