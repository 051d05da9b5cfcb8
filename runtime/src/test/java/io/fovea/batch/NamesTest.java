package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({"/, ''", "C:\\, C", "\\\\server\\share$\\, server-share$"})
    void filesOfSeveralDrivesAreNamedByTheDrive(String root, String name) {
        assertThat(Names.drive(root)).isEqualTo(name);
    }
}
