package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.model.Input;
import java.util.List;
import java.util.OptionalInt;
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

    /**
     * Tiles overlap by twice the halo, and the fewest of a size that is allowed are taken: 700 pixels are two of 300 and
     * their halos of 50, 710 are three of a third each, rounded up to whole tens.
     */
    @ParameterizedTest(name = "{0} pixels in tiles of at most {1}: {5} of {4}")
    @CsvSource({
        "390, 400, 50, 10, 390, 1",
        "400, 400, 50, 10, 400, 1",
        "410, 400, 50, 10, 260, 2",
        "700, 400, 50, 10, 400, 2",
        "710, 400, 50, 10, 310, 3",
        "1300, 400, 50, 10, 400, 4",
        "600, 400, 0, 10, 300, 2",
        "800, 400, 0, 10, 400, 2",
        "4800, 1200, 100, 16, 1136, 5",
    })
    void theFewestTilesThatSufficeAreOfOneSize(int length, int largest, int halo, int multiple, int size, int count) {
        assertThat(Tiling.size(length, largest, halo, multiple)).isEqualTo(size);
        assertThat(Tiling.along(length, size, halo, multiple)).hasSize(count);
    }

    /** Nothing would be left inside: four multiples are, whatever is allowed, but never more than the image. */
    @ParameterizedTest
    @CsvSource({"1000, 100, 50, 10, 140", "1000, 100, 48, 10, 140", "120, 100, 50, 10, 120"})
    void aHaloAsWideAsATileLeavesRoomForALittle(int length, int largest, int halo, int multiple, int size) {
        assertThat(Tiling.size(length, largest, halo, multiple)).isEqualTo(size);
    }

    @Test
    void imagesUpToTheLargestGoInWhole() {
        Input input = Input.tiled(Color.GRAY, 2, 4);

        assertThat(Tiles.of(input, 18, 20, 400).count()).isEqualTo(1);
        assertThat(Tiles.of(input, 18, 20, 400).width()).isEqualTo(20);
        assertThat(Tiles.of(input, 21, 20, 400).count()).isGreaterThan(1);
        assertThat(Tiles.of(input, 40, 12, 480).count()).isEqualTo(1);
        Tiles four = Tiles.of(input, 40, 40, 600);
        assertThat(four.across()).hasSize(2);
        assertThat(four.count()).isEqualTo(4);
    }

    @Test
    void whatAnswersLackAtTheirEdgesIsTakenOffTheSpansOfTiles() {
        Tiling.Span first = new Tiling.Span(0, 0, 50);
        Tiling.Span second = new Tiling.Span(40, 50, 106);

        assertThat(first.without(3)).isEqualTo(new Tiling.Span(0, 0, 47));
        assertThat(second.without(3)).isEqualTo(new Tiling.Span(40, 47, 103));
        assertThat(second.times(2)).isEqualTo(new Tiling.Span(80, 100, 212));
    }

    @Test
    void aCardWhoseHaloFillsItsTileContradictsItself() {
        Input input = Input.tiled(Color.GRAY, 32, 8).withSize(OptionalInt.of(64), OptionalInt.of(64));

        assertThatThrownBy(() -> Tiles.of(input, 200, 64, 1000))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model's card contradicts itself: A tile of 64 has nothing inside a halo of 32.");
    }
}
