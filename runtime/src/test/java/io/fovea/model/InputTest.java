package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.image.Layout;
import java.util.List;
import java.util.OptionalInt;
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
        Input halfFree = Input.tiled(Color.GRAY, 0, 16).withSize(OptionalInt.of(100), OptionalInt.empty());

        assertThat(halfFree.widthFor(30)).isEqualTo(100);
        assertThat(halfFree.heightFor(30)).isEqualTo(32);
        assertThat(halfFree.isFree()).isFalse();
        assertThat(halfFree.isFixed()).isFalse();
        assertThat(Input.tiled(Color.GRAY, 0, 16).isFree()).isTrue();
    }

    /** Negative sizes, no channel, a halo or multiple beyond what any network has. */
    @ParameterizedTest
    @CsvSource({
        "-1, , 1, 0, 1",
        ", -1, 1, 0, 1",
        "0, , 1, 0, 1",
        ", 0, 1, 0, 1",
        ", , 0, 0, 1",
        ", , 1, -1, 1",
        ", , 1, 65537, 1",
        ", , 1, 0, 0",
        ", , 1, 0, 1025"
    })
    void whatNoNetworkTakesIsNoInput(Integer width, Integer height, int channels, int halo, int multiple) {
        assertThatThrownBy(() -> input(width, height, channels, halo, multiple))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not an input: width " + (width == null ? "free" : width) + ", height "
                        + (height == null ? "free" : height) + ", channels " + channels + ", halo " + halo
                        + ", multiple " + multiple);
    }

    @Test
    void theEndsOfTheRangesAreInputs() {
        assertThat(input(null, null, 1, Input.LARGEST_HALO, Input.LARGEST_MULTIPLE)
                        .halo())
                .isEqualTo(65536);
        assertThat(input(1, 1, 1, 0, 1).isFixed()).isTrue();
        assertThat(input(1, null, 1, 0, 1).isFixed()).isFalse();
        assertThat(input(null, 1, 1, 0, 1).isFixed()).isFalse();
        assertThat(input(null, null, 1, 0, 1).isFree()).isTrue();
        assertThat(input(1, null, 1, 0, 1).isFree()).isFalse();
        assertThat(input(null, 1, 1, 0, 1).isFree()).isFalse();
    }

    @Test
    void aTensorHasTheModelsSizeOrTheImagesInWholeMultiples() {
        Input free = input(null, null, 2, 0, 8);
        Input fixed = input(32, 24, 2, 0, 8);

        assertThat(free.widthFor(17)).isEqualTo(24);
        assertThat(free.heightFor(16)).isEqualTo(16);
        assertThat(fixed.widthFor(17)).isEqualTo(32);
        assertThat(fixed.heightFor(17)).isEqualTo(24);
        assertThat(free.shape(5, 7)).containsExactly(1, 2, 7, 5);
        assertThat(free.withLayout(Layout.NHWC).shape(5, 7)).containsExactly(1, 7, 5, 2);
        assertThat(Input.roundUp(0, 8)).isZero();
        assertThat(Input.roundUp(1, 8)).isEqualTo(8);
        assertThatThrownBy(() -> Input.roundUp(Integer.MAX_VALUE, 8)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void namesOfChannelsAreWordsAndAsMany() {
        Input gray = Input.tiled(Color.GRAY, 0, 1);

        assertThat(gray.withChannels(2, List.of("a", "b")).takesChannels()).isTrue();
        assertThat(gray.withChannels(1, List.of("a")).takesChannels()).isFalse();
        assertThat(gray.takesChannels()).isFalse();
        for (List<String> wrong : List.of(List.of("a", " "), List.of("a", "b,c"))) {
            assertThatThrownBy(() -> gray.withChannels(2, wrong))
                    .hasMessage("Names of channels are words without commas, not " + wrong);
        }
        assertThatThrownBy(() -> gray.withChannels(2, List.of("a")))
                .hasMessage("1 names of channels for 2 channels: [a]");
    }

    @Test
    void moreChannelsThanImagesHaveCannotBeGiven() {
        Input gray = Input.tiled(Color.GRAY, 0, 1);
        Input rgb = gray.withChannels(4, List.of()).withColor(Color.RGB);

        assertThat(gray.withChannels(16, List.of()).preparation().channels()).isEqualTo(16);
        assertThatThrownBy(() -> gray.withChannels(17, List.of()).preparation())
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model takes 17 channels; images have up to 16, so that Fovea cannot give it what it"
                        + " takes.");
        assertThatThrownBy(rgb::preparation)
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model's card contradicts itself: its input has 4 channels, and it calls them 'rgb';"
                        + " what are no colours is called 'channels'.");
    }

    private static Input input(Integer width, Integer height, int channels, int halo, int multiple) {
        return Input.tiled(Color.GRAY, halo, multiple)
                .withChannels(channels, List.of())
                .withSize(side(width), side(height));
    }

    private static OptionalInt side(Integer pixels) {
        return pixels == null ? OptionalInt.empty() : OptionalInt.of(pixels);
    }
}
