package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColorMapTest {

    /** On matplotlib's lines between {@code (0.35, 0), (0.66, 1), (0.89, 1), (1, 0.5)} of red, and so on, by hand. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 127",
        "20, 0, 0, 218",
        "64, 0, 128, 255",
        "100, 34, 255, 212",
        "200, 255, 118, 0",
        "240, 195, 0, 0",
        "255, 127, 0, 0"
    })
    void jetIsMatplotlibs(int level, int red, int green, int blue) {
        assertThat(ColorMap.JET.table()[level]).isEqualTo(red << 16 | green << 8 | blue);
    }

    /** First, middle and last colours as published with the tables; their makers round differently. */
    @ParameterizedTest
    @CsvSource({
        "VIRIDIS, 0, 68, 1, 84",
        "VIRIDIS, 128, 33, 145, 140",
        "VIRIDIS, 255, 253, 231, 37",
        "INFERNO, 0, 0, 0, 4",
        "INFERNO, 255, 252, 255, 164",
        "TURBO, 0, 48, 18, 59",
        "TURBO, 255, 122, 4, 3"
    })
    void othersAreAsPublished(ColorMap map, int level, int red, int green, int blue) {
        int[] table = map.table();

        assertThat(table).hasSize(256);
        assertThat(table[level] >> 16).isCloseTo(red, within(2));
        assertThat(table[level] >> 8 & 255).isCloseTo(green, within(2));
        assertThat(table[level] & 255).isCloseTo(blue, within(2));
    }

    @Test
    void isFoundByItsName() {
        assertThat(ColorMap.parse(" Viridis ")).isEqualTo(ColorMap.VIRIDIS);
        assertThat(ColorMap.TURBO.id()).isEqualTo("turbo");
        assertThatThrownBy(() -> ColorMap.parse("hot"))
                .isInstanceOf(FoveaException.class)
                .hasMessage("There are no colours 'hot'. Take one of: jet, viridis, inferno, turbo.");
    }
}
