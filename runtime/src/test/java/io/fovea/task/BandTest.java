package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BandTest {
    private static final List<Tiling.Span> ROWS =
            List.of(new Tiling.Span(0, 0, 40), new Tiling.Span(30, 40, 80), new Tiling.Span(70, 80, 128));

    @Test
    void bandsCoverTheImageOnce() {
        for (int count = 1; count <= 5; count++) {
            List<Band> bands = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                bands.add(Band.of(ROWS, 125, i, count));
            }

            assertThat(bands.get(0).from()).isZero();
            assertThat(bands.get(count - 1).to()).isEqualTo(125);
            for (int i = 1; i < count; i++) {
                assertThat(bands.get(i).from()).isEqualTo(bands.get(i - 1).to());
            }
        }
        assertThat(Band.of(ROWS, 125, 2, 2)).isEqualTo(new Band(40, 125));
        assertThat(Band.of(ROWS, 125, 1, 5)).isEqualTo(new Band(0, 0));
    }

    @Test
    void tilesOfOtherSizesTouchThemWhereTheyShareARow() {
        Band band = new Band(40, 80);

        assertThat(band.touches(new Tiling.Span(0, 0, 40))).isFalse();
        assertThat(band.touches(new Tiling.Span(0, 0, 41))).isTrue();
        assertThat(band.touches(new Tiling.Span(60, 79, 90))).isTrue();
        assertThat(band.touches(new Tiling.Span(60, 80, 90))).isFalse();
        assertThat(new Band(0, 0).touches(new Tiling.Span(0, 0, 40))).isFalse();
        assertThat(Band.ALL.touches(new Tiling.Span(0, 0, 40))).isTrue();
    }
}
