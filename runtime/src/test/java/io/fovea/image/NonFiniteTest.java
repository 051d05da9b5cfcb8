package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import org.junit.jupiter.api.Test;

class NonFiniteTest {

    @Test
    void theFirstAndTheNumberOfThoseThatAreNoneAreSaid() {
        Image one = Image.gray32(2, 2, new float[] {1, 2, Float.NEGATIVE_INFINITY, 4});
        assertThatThrownBy(() -> NonFinite.refuse(one))
                .isInstanceOf(FoveaException.class)
                .hasMessage("1 value of the image is no number (NaN or infinite), the first at x = 0, y = 1; replace"
                        + " them, for example by 0.");
        assertThatCode(() -> NonFinite.refuse(Image.gray32(1, 2, new float[] {Float.MAX_VALUE, -1})))
                .doesNotThrowAnyException();
        assertThatCode(() -> NonFinite.refuse(Image.gray8(1, 1, new byte[1]))).doesNotThrowAnyException();
    }

    @Test
    void inTheirPlaceIsTheLeastNumber() {
        float nan = Float.NaN;
        Image holes = Image.gray32(2, 2, new float[] {nan, 3, -2, Float.POSITIVE_INFINITY});
        Image whole = Image.gray32(2, 1, new float[] {3, -2});
        Image bytes = Image.gray8(1, 1, new byte[1]);

        assertThat(NonFinite.replaced(holes)).isEqualTo(Image.gray32(2, 2, new float[] {-2, 3, -2, -2}));
        assertThat(holes.floats()[0]).isNaN();
        assertThat(NonFinite.replaced(whole)).isSameAs(whole);
        assertThat(NonFinite.replaced(bytes)).isSameAs(bytes);
        assertThatThrownBy(() -> NonFinite.replaced(Image.gray32(2, 1, new float[] {nan, nan})))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The image has no value that is a number: all 2 are NaN or infinite; look at how it was"
                        + " made.");
    }

    /** The second channel of the last pixel, and the first value of all. */
    @Test
    void thePlaceIsThatOfThePixel() {
        float nan = Float.NaN;

        assertThat(NonFinite.in(Image.channels32(2, 2, 2, new float[] {1, 2, 3, 4, 5, 6, 7, nan})))
                .contains(new NonFinite(1, 1, 1));
        assertThat(NonFinite.in(Image.gray32(2, 1, new float[] {nan, 1}))).contains(new NonFinite(1, 0, 0));
    }
}
