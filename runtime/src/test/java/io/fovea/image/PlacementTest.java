package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {

    /** Left, top, width and height in an input of 64x32. */
    @ParameterizedTest
    @CsvSource({
        "128, 64, false, 0 0 64 32",
        "32, 32, false, 16 0 32 32",
        "32, 32, true, 0 0 32 32",
        "100, 10, false, 0 13 64 6",
        "100, 10, true, 0 0 64 6",
        "1, 1000, false, 31 0 1 32",
        "3000, 1, false, 0 15 64 1",
    })
    void anImageIsAsLargeAsItsAspectLetsIt(int width, int height, boolean inCorner, String expected) {
        Placement placement = Placement.within(64, 32, Image.gray8(width, height, new byte[width * height]), inCorner);

        assertThat(placement.left() + " " + placement.top() + " " + placement.innerWidth() + " "
                        + placement.innerHeight())
                .isEqualTo(expected);
        assertThat(placement.width()).isEqualTo(64);
        assertThat(placement.height()).isEqualTo(32);
    }

    @Test
    void placesInTheInputArePlacesInTheImage() {
        Placement placement = new Placement(64, 64, 10, 20, 40, 20, 400, 100);

        assertThat(placement.imageX(30)).isEqualTo(200);
        assertThat(placement.imageY(30)).isEqualTo(50);
        assertThat(Placement.filling(64, 32, Image.gray8(2, 3, new byte[6])))
                .isEqualTo(new Placement(64, 32, 0, 0, 64, 32, 2, 3));
    }
}
