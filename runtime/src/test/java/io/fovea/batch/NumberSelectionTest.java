package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Hyperstack;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberSelectionTest {
    private static final Path FILE = Path.of("stack.tif");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1 2 3 4 5 6 7 8 9",
                "3|3",
                " 2 , 4 - 6 |2 4 5 6",
                "1-9-3|1 4 7",
                "7-|7 8 9",
                "8-,1|1 8 9",
            })
    void areChosenOneByOneAndInRanges(String text, String chosen) {
        NumberSelection numbers = NumberSelection.parse("slice", text);

        assertThat(IntStream.rangeClosed(1, 9)
                        .filter(numbers::has)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "5-3", "1,", ",", "a", "1.5", "1--2", "1-2-0", "1-2-3-4", "99999999999"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> NumberSelection.parse("slice", text))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("The slice is '" + text + "'; give numbers from 1 on");
    }

    @Test
    void pagesAreThoseOfEveryChoice() {
        Hyperstack stack =
                Hyperstack.of(Optional.of("ImageJ=1.54p\nchannels=2\nslices=3\nframes=2\nhyperstack=true\n"), 12, 1);

        assertThat(PageChoice.ALL.of(FILE, stack)).hasSize(12);
        assertThat(PageChoice.parse("2", "", "").of(FILE, stack)).containsExactly(1, 3, 5, 7, 9, 11);
        assertThat(PageChoice.parse("1", "2-", "2").of(FILE, stack)).containsExactly(8, 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3|||'stack.tif' has no channel 3; it has channels 1 to 2.",
                "|2-9||'stack.tif' has no slice 4; it has slices 1 to 3.",
                "|9-||'stack.tif' has no slice 9; it has slices 1 to 3.",
                "||1,2|'stack.tif' has no frame 2; it has frame 1 alone.",
            })
    void aNumberThatIsNotThereIsNamedWithThoseThatAre(String channel, String slice, String frame, String sentence) {
        Hyperstack stack = Hyperstack.of(Optional.of("ImageJ=1.54p\nchannels=2\nslices=3\nhyperstack=true\n"), 6, 1);
        List<String> words = Stream.of(channel, slice, frame)
                .map(word -> word == null ? "" : word)
                .toList();
        PageChoice choice = PageChoice.parse(words.get(0), words.get(1), words.get(2));

        assertThatThrownBy(() -> choice.of(FILE, stack))
                .isInstanceOf(FoveaException.class)
                .hasMessage(sentence);
    }
}
