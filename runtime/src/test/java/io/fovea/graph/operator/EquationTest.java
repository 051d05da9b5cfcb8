package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.ElementType;
import io.fovea.graph.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an Einsum of operands of [2, 3, 4, 5] and [3, 5, 6] is, by hand. */
class EquationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abij,bjk->abik|2 3 4 6",
                "abij , bjk -> abik|2 3 4 6",
                "abij,bjk|2 4 6",
                "...ij,...jk->...ik|2 3 4 6",
                "...ij,...jk|2 3 4 6",
                "abij,bjk->|''",
                "abij,bjk->kiba|6 4 3 2"
            })
    void theOutputHasTheLettersThatItNames(String equation, String sizes) {
        Small einsum = Small.of("Einsum", 13).x(2, 3, 4, 5).x(3, 5, 6).with("equation", equation);
        long[] expected = Arrays.stream(sizes.split(" "))
                .filter(word -> !word.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();

        assertThat(einsum.facts().shape("y0")).isEqualTo(Shape.of(expected));
    }

    @Test
    void dotsNeedAKnownRankAndEnoughAxes() {
        assertThat(Small.of("Einsum", 13)
                        .unknown(ElementType.FLOAT)
                        .x(3, 5, 6)
                        .with("equation", "...ij,...jk->...ik")
                        .facts()
                        .shape("y0"))
                .isEqualTo(Shape.UNKNOWN);
        assertThat(Small.of("Einsum", 13)
                        .x(5)
                        .x(3, 5, 6)
                        .with("equation", "...ij,...jk->...ik")
                        .facts()
                        .shape("y0"))
                .isEqualTo(Shape.UNKNOWN);
    }

    @Test
    void dotsMayStandForNoAxis() {
        assertThat(Small.of("Einsum", 13)
                        .x(3, 4)
                        .x(4, 5)
                        .with("equation", "...ij,...jk->...ik")
                        .facts()
                        .shape("y0"))
                .isEqualTo(Shape.of(3, 5));
        assertThat(Small.of("Einsum", 13)
                        .x()
                        .with("equation", "...->...")
                        .facts()
                        .shape("y0"))
                .isEqualTo(Shape.of());
    }

    @Test
    void aLetterThatIsNotThereIsFound() {
        assertThat(Equation.unused("ABD")).isEqualTo("C");
        assertThat(Equation.unused("")).isEqualTo("A");
    }
}
