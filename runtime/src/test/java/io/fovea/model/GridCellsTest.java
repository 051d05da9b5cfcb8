package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridCellsTest {

    /** 100x50 pixels are 25x13 cells of 4, 13x7 of 8, 7x4 of 16, 4x2 of 32 and 2x1 of 64. */
    @ParameterizedTest
    @CsvSource({
        "416, 416, 3549, 8 16 32",
        "100, 50, 127, 8 16 32",
        "100, 50, 129, 8 16 32 64",
        "100, 50, 36, 16 32",
        "100, 50, 452, 4 8 16 32",
        "100, 50, 128, ''",
        "0, 50, 0, ''",
        "100, 0, 0, ''",
    })
    void theirNumberTellsTheirSizes(int width, int height, long cells, String strides) {
        List<String> found = GridCells.strides(width, height, cells).orElse(List.of()).stream()
                .map(String::valueOf)
                .toList();

        assertThat(String.join(" ", found)).isEqualTo(strides);
    }

    @Test
    void oneMoreCoversTheRest() {
        assertThat(GridCells.cells(64, 8)).isEqualTo(8);
        assertThat(GridCells.cells(65, 8)).isEqualTo(9);
        assertThat(GridCells.cells(1, 8)).isEqualTo(1);
    }
}
