package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeConverterTest {
    @ParameterizedTest
    @CsvSource({"90s, 90", "30m, 1800", "2h, 7200", "1h30m, 5400", "1H1M1S, 3661"})
    void timesAreReadAsPeopleWriteThem(String text, long seconds) {
        assertThat(new TimeConverter().convert(text)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "m30", "-5m", "1.5h", "30m1h"})
    void othersAreRefused(String text) {
        assertThatThrownBy(() -> new TimeConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("30m");
    }
}
