package io.fovea.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import java.util.PrimitiveIterator.OfDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkTest {

    @Test
    void theOtherSideOfTheTrainingIsTheSameNetwork() {
        assertThat(new BareTrimapNet(1).parameters()).isEqualTo(2_880_643);
    }

    @Test
    void mediansIgnoreTheWarmupAndTheOutlier() {
        OfDouble first = DoubleStream.of(99, 1, 50, 3).iterator();
        OfDouble second = DoubleStream.of(99, 6, 4, 5).iterator();

        Rounds.Medians medians = new Rounds(1, 3).compare(first::nextDouble, second::nextDouble, Cancellation.NONE);

        assertThat(medians).isEqualTo(new Rounds.Medians(3, 5));
    }

    @Test
    void measuringCanBeCancelled() {
        assertThatThrownBy(() -> new Rounds(0, 1).compare(() -> 1, () -> 1, () -> true))
                .isInstanceOf(CancelledException.class);
    }

    @ParameterizedTest
    @CsvSource({"0.01234, 0.0123", "1.05, 1.05", "15.68, 15.7", "1234.5, 1235", "0, 0"})
    void figuresHaveThreeDigits(double value, String figure) {
        assertThat(Measurement.figure(value)).isEqualTo(figure);
    }
}
