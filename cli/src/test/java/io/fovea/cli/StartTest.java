package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTest {
    private static final int JAVA_8 = 52;

    @ParameterizedTest
    @CsvSource({"1.8, true", "9, true", "11, true", "16, true", "17, false", "21, false", "25, false"})
    void refusesJavaOlderThanSeventeen(String specification, boolean refused) {
        assertThat(Start.isTooOld(specification)).isEqualTo(refused);
    }

    @Test
    void canBeReadByTheJavaThatItRefuses() throws IOException {
        try (DataInputStream in = new DataInputStream(Start.class.getResourceAsStream("Start.class"))) {
            in.readInt();
            in.readUnsignedShort();

            assertThat(in.readUnsignedShort()).isEqualTo(JAVA_8);
        }
    }
}
