package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelRimsTest {

    /** Pictures of labels, of the rim, and how wide it is. */
    @ParameterizedTest(name = "{0}, {2} wide: {1}")
    @CsvSource({
        ".....  .111. .111. .111. ....., ..... .###. .#.#. .###. ....., 1",
        // Two wide: what is left of five is one.
        "....... .11111. .11111. .11111. .11111. .11111. ......., "
                + "....... .#####. .#####. .##.##. .#####. .#####. ......., 2",
        // The edge of the image is no rim, and a line does not go on at the other side of the image.
        "11111 .1111 11111, ##... .##.. ##..., 2",
        "11111 1111. 11111, ...## ..##. ...##, 2",
        "11 11 .., ## ## .., 2",
        "11 11 11 .., .. ## ## .., 2",
        ".. 11 11 11, .. ## ## .., 2",
        // Between labels that touch, the higher one's alone, inside of it.
        "1122 1122, ..## ..##, 2",
        "1112222, ...###., 3",
        "2222111, .###..., 3",
    })
    void runsInsideTheLabels(String labels, String expected, int lineWidth) {
        String[] rows = labels.trim().split(" +");
        int width = rows[0].length();
        int[] values = String.join("", rows)
                .chars()
                .map(symbol -> symbol == '.' ? 0 : symbol - '0')
                .toArray();

        var rim = LabelRims.of(values, width, rows.length, lineWidth);

        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            drawn.append(i > 0 && i % width == 0 ? " " : "").append(rim.get(i) ? '#' : '.');
        }
        assertThat(drawn.toString()).isEqualTo(expected.trim());
    }
}
