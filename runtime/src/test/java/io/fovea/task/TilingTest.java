package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.model.Input;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilingTest {

    @ParameterizedTest
    @CsvSource({
        "64, 64, 9, 8",
        "128, 64, 9, 8",
        "1000, 64, 9, 8",
        "1001, 100, 0, 1",
        "4096, 512, 112, 16",
        "2000, 1200, 100, 16",
        "72, 64, 20, 8"
    })
    void everyPixelIsAnsweredOnceWithItsHalo(int length, int tile, int halo, int multiple) {
        List<Tiling.Span> spans = Tiling.along(length, tile, halo, multiple);
        int next = 0;
        for (Tiling.Span span : spans) {
            assertThat(span.from()).isEqualTo(next);
            assertThat(span.to()).isGreaterThan(span.from());
            assertThat(span.origin() % multiple).isZero();
            assertThat(span.origin()).isBetween(0, length - tile);
            if (span.from() > 0) {
                assertThat(span.from() - span.origin()).isGreaterThanOrEqualTo(halo);
            }
            if (span.to() < length) {
                assertThat(span.origin() + tile - span.to()).isGreaterThanOrEqualTo(halo);
            }
            next = span.to();
        }
        assertThat(next).isEqualTo(length);
    }

    @Test
    void aTileWithoutInsideIsRefused() {
        assertThatThrownBy(() -> Tiling.along(200, 64, 32, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("halo of 32");
        assertThat(Tiling.along(64, 64, 32, 8)).containsExactly(new Tiling.Span(0, 0, 64));
    }

    @ParameterizedTest
    @CsvSource({"5000, 1200, 100, 16", "1300, 1200, 100, 16", "10000, 1216, 112, 16", "3000, 200, 112, 16"})
    void tilesAreOfNearlyEqualUse(int length, int largest, int halo, int multiple) {
        int size = Tiling.size(length, largest, halo, multiple);
        int whole = Input.roundUp(length, multiple);
        assertThat(size % multiple).isZero();
        assertThat(size).isLessThanOrEqualTo(Math.max(largest, 2 * halo + 5 * multiple));
        assertThat(Tiling.along(whole, size, halo, multiple)).isNotEmpty();
    }
}
