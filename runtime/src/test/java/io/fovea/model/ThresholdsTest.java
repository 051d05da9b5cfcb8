package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1})
    void liesBetweenNothingAndAll(double value) {
        assertThat(new Thresholds(value, 0.5).probability()).isEqualTo(value);
        assertThat(new Thresholds(0.5, value).overlap()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void nothingElseIsAThreshold(double value) {
        assertThatThrownBy(() -> new Thresholds(value, 0.5)).hasMessage("prob-threshold is " + value + ", not 0 to 1");
        assertThatThrownBy(() -> new Thresholds(0.5, value)).hasMessage("nms-threshold is " + value + ", not 0 to 1");
    }

    @Test
    void flowsMayDifferByAnyNumber() {
        assertThat(Thresholds.USUAL.flow()).isEqualTo(0.4);
        assertThat(new Thresholds(0.5, 0.4, 0).flow()).isZero();
        assertThat(new Thresholds(0.5, 0.4, 3).flow()).isEqualTo(3);
        for (double value : new double[] {-0.01, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Thresholds(0.5, 0.4, value))
                    .hasMessage("flow-threshold is " + value + ", not a number from 0 on");
        }
    }

    @Test
    void scoresOfImagesAndPixelsAreExplained() {
        assertThat(Scored.IMAGES.isExplained()).isTrue();
        assertThat(Scored.PIXELS.isExplained()).isTrue();
        assertThat(Scored.OBJECTS.isExplained()).isFalse();
        assertThat(Scored.NOTHING.isExplained()).isFalse();
    }
}
