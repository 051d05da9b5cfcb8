package io.fovea.image;

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
}
