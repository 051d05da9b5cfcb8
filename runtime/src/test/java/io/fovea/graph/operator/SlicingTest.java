package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicingTest {

    /** As Python counts in a list of five. */
    @ParameterizedTest
    @CsvSource({
        "0, 5, 0, 5",
        "1, 3, 1, 3",
        "-2, 9, 3, 5",
        "-9, -1, 0, 4",
        "7, 9, 5, 5",
        "3, 1, 3, 3",
        "5, 5, 5, 5",
        "0, -5, 0, 0"
    })
    void rangesAreCutToTheAxis(long start, long end, long begins, long ends) {
        Slicing slicing = new Slicing(new long[] {start}, new long[] {end}, new long[] {0}, new long[] {1});

        assertThat(slicing.begin(0, 5)).isEqualTo(begins);
        assertThat(slicing.end(0, 5)).isEqualTo(ends);
        assertThat(slicing.steady()).isTrue();
    }

    @Test
    void agreesWhereAllRangesDo() {
        Slicing slicing = of(1, 2, 3, 1);

        assertThat(slicing).isEqualTo(of(1, 2, 3, 1)).hasSameHashCodeAs(of(1, 2, 3, 1));
        for (Slicing other : new Slicing[] {of(0, 2, 3, 1), of(1, 0, 3, 1), of(1, 2, 0, 1), of(1, 2, 3, 2)}) {
            assertThat(slicing).isNotEqualTo(other);
            assertThat(slicing.hashCode()).isNotEqualTo(other.hashCode());
        }
        assertThat(of(1, 2, 3, 2).steady()).isFalse();
        assertThat(slicing.starts()).containsExactly(1);
        assertThat(slicing.ends()).containsExactly(2);
        assertThat(slicing.axes()).containsExactly(3);
        assertThat(slicing.steps()).containsExactly(1);
    }

    private static Slicing of(long start, long end, long axis, long step) {
        return new Slicing(new long[] {start}, new long[] {end}, new long[] {axis}, new long[] {step});
    }
}
