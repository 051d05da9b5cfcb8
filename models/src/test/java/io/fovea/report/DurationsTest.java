package io.fovea.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "3240, 3.2 s",
        "9960, 10 s",
        "59400, 59 s",
        "59600, 1 min 00 s",
        "3599600, 1 h 00 min",
        "7500000, 2 h 05 min"
    })
    void timesAreToldInTwoUnits(long milliseconds, String words) {
        assertThat(Durations.words(Duration.ofMillis(milliseconds))).isEqualTo(words);
        assertThat(Durations.words(milliseconds / 1000.0)).isEqualTo(words);
    }
}
