package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number is counted by hand, down one column after the other. */
class RunLengthsTest {

    private static int[] runs(int label, String... rows) {
        int[] labels = new int[rows.length * rows[0].length()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Character.digit(rows[i / rows[0].length()].charAt(i % rows[0].length()), 10);
        }
        return RunLengths.of(new LabelMap(rows[0].length(), rows.length, labels, new float[labels.length]), label);
    }

    @Test
    void pixelsAreCountedDownTheColumns() {
        // Columns: 000, 110, 100, 001.
        int[] runs = runs(1, "0110", "0100", "0001");

        assertThat(runs).containsExactly(3, 2, 1, 1, 4, 1);
        assertThat(RunLengths.text(runs)).isEqualTo("321O30");
    }

    @Test
    void whatBeginsInTheFirstPixelHasNothingBefore() {
        assertThat(runs(1, "10", "10")).containsExactly(0, 2, 2);
        assertThat(runs(1, "11", "11")).containsExactly(0, 4);
        assertThat(runs(2, "12", "12")).containsExactly(2, 2);
    }

    /** Where one column ends inside and the next begins inside, the run goes on. */
    @Test
    void runsGoOnFromColumnToColumn() {
        assertThat(runs(1, "001", "011", "110")).containsExactly(2, 1, 1, 4, 1);
    }

    @Test
    void ofWhatIsHiddenNothingIsInside() {
        assertThat(runs(2, "110", "110", "310")).containsExactly(9);
        assertThat(runs(7, "110", "110", "110")).containsExactly(9);
    }

    /**
     * Five bits to a letter from {@code 0} on, the lowest first, 32 more where others follow; from the fourth on the difference to the
     * last but one.
     */
    @ParameterizedTest
    @CsvSource({
        "12, <",
        "15, ?",
        "16, `0",
        "40, X1",
        "1048, hP1",
        "5 5 5 5, 5550",
        "1 2 3 22, 123d0",
        "1 22 3 2, 1f03\\O",
    })
    void lettersAreThoseOfCocosLibrary(String numbers, String text) {
        int[] runs =
                Arrays.stream(numbers.split(" ")).mapToInt(Integer::parseInt).toArray();

        assertThat(RunLengths.text(runs)).isEqualTo(text);
    }
}
