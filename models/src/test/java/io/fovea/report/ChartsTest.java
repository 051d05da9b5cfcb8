package io.fovea.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.page.Ticks;
import java.io.StringReader;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

class ChartsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.013 | 0.97 | 0, 0.2, 0.4, 0.6, 0.8, 1",
                "0.941 | 0.988 | 0.94, 0.95, 0.96, 0.97, 0.98, 0.99",
                "-3 | 7 | −4, −2, 0, 2, 4, 6, 8",
                "0.5 | 0.5 | 0, 0.1, 0.2, 0.3, 0.4, 0.5",
                "0 | 0.00002 | 0, 5·10⁻⁶, 10⁻⁵, 1.5·10⁻⁵, 2·10⁻⁵"
            })
    void linearTicksAreRoundAndEncloseTheValues(double low, double high, String expected) {
        Ticks ticks = Ticks.linear(low, high, 5);

        assertThat(words(ticks)).isEqualTo(expected);
        double rounding = 1e-9 * (high - low);
        assertThat(ticks.low()).isLessThanOrEqualTo(low + rounding);
        assertThat(ticks.high()).isGreaterThanOrEqualTo(high - rounding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.012 | 2.3 | 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5",
                "0.0002 | 80 | 0.0001, 0.001, 0.01, 0.1, 1, 10, 100"
            })
    void logarithmicTicksArePowersOfTenAndWhatIsBetweenWhereTheyAreFew(double low, double high, String expected) {
        assertThat(words(Ticks.logarithmic(low, high))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 | 3 | 1, 2, 3", "1 | 24 | 1, 5, 10, 15, 20", "1 | 80 | 1, 10, 20, 30, 40, 50, 60, 70, 80"})
    void stepsAreCountedInWholeNumbers(int first, int last, String expected) {
        assertThat(words(Ticks.whole(first, last, 8))).isEqualTo(expected);
    }

    private static String words(Ticks ticks) {
        return ticks.values().stream().map(Ticks::words).collect(Collectors.joining(", "));
    }

    @Test
    void smoothingIsAnExponentialMovingAverageThatBeginsWithTheFirstValue() {
        double[] smooth = Smoothing.exponential(new double[] {1, 2, Double.NaN, 4}, 0.8);

        assertThat(smooth[0]).isEqualTo(1);
        assertThat(smooth[1]).isCloseTo(1.2, within(1e-12));
        assertThat(smooth[2]).isNaN();
        assertThat(smooth[3]).isCloseTo(0.8 * 1.2 + 0.2 * 4, within(1e-12));
        assertThat(Smoothing.factor(5)).isZero();
        assertThat(Smoothing.factor(50)).isCloseTo(0.4, within(1e-12));
        assertThat(Smoothing.factor(400)).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void aChartIsXmlWithACurvePerSeriesAndTheBestStepMarked() throws Exception {
        double[] values = DoubleStream.iterate(1, v -> v * 0.9).limit(20).toArray();
        LineChart chart = new LineChart(
                "Loss <a>",
                "epoch",
                1,
                List.of(Series.smoothed("training", 0, values), Series.of("validation", 1, values)),
                OptionalInt.of(7));

        String svg = chart.toSvg();

        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(svg).contains("Loss &lt;a&gt;", "best: epoch 7", ">training<", ">validation<");
        assertThat(svg.split("class=\"ink0 pale\" d=|class=\"ink0 line\" d=", -1))
                .hasSize(3 + 1);
        assertThat(svg).doesNotContain("NaN", "Infinity");
        assertThat(chart.isLogarithmic()).isFalse();
    }

    @Test
    void whatSpansAHundredfoldIsLogarithmicAndWhatIsNoNumberLeavesAGap() {
        LineChart chart = chartOf(2.3, 0.4, Double.NaN, 0.05, 0.02);

        assertThat(chart.isLogarithmic()).isTrue();
        assertThat(chart.toSvg()).contains("logarithmic").doesNotContain("NaN");
        assertThat(chart.toSvg().split("<circle", -1)).hasSize(4 + 1);
        assertThat(chartOf(Double.NaN, Double.NaN).toSvg()).contains("no values");
    }

    private static LineChart chartOf(double... values) {
        return new LineChart("Loss", "epoch", 1, List.of(Series.of("training", 0, values)), OptionalInt.empty());
    }
}
