package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputTest {

    @ParameterizedTest
    @CsvSource({"1, 8, 8", "8, 8, 8", "9, 8, 16", "0, 8, 0", "7, 1, 7"})
    void numbersAreRoundedUpToAMultiple(int number, int multiple, int rounded) {
        assertThat(Input.roundUp(number, multiple)).isEqualTo(rounded);
    }

    @Test
    void whatRoundsBeyondThirtyTwoBitsIsNoSize() {
        assertThatThrownBy(() -> Input.roundUp(Integer.MAX_VALUE - 7, 1 << 20)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aFixedSideIsKeptAndAFreeOneRoundedUp() {
        Input halfFree = Input.tiled(Color.GRAY, 0, 16);
        halfFree = new Input(
                100,
                0,
                1,
                halfFree.layout(),
                halfFree.color(),
                halfFree.normalisation(),
                halfFree.fit(),
                0,
                halfFree.multiple());

        assertThat(halfFree.widthFor(30)).isEqualTo(100);
        assertThat(halfFree.heightFor(30)).isEqualTo(32);
        assertThat(halfFree.isFree()).isFalse();
        assertThat(halfFree.isFixed()).isFalse();
        assertThat(Input.tiled(Color.GRAY, 0, 16).isFree()).isTrue();
    }
}
