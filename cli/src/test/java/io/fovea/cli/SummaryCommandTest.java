package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"zoo:digits|104,202", "zoo:trimap-net|2,880,643"})
    void architecturesHaveThePublishedNumberOfParameters(String architecture, String parameters) {
        Cli.Result result = Cli.run("summary", architecture);

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("conv2d_1").contains(parameters);
    }

    /** LeNet-5 without its head: 156 and 2,416. With 3 channels and 5 classes: 456, 2,416, 48,120, 10,164 and 425. */
    @Test
    void architecturesAreBuiltAsIsAskedFor() {
        assertThat(Cli.run("summary", "zoo:lenet5", "--no-top").out()).contains("2,572");
        assertThat(Cli.run("summary", "zoo:lenet5", "--channels", 3, "--classes", 5)
                        .out())
                .contains("61,581");
        assertThat(Cli.run("summary", "zoo:lenet5", "--size", "36x28", "--no-top")
                        .out())
                .contains("(batch, 16, 5, 7)");
        Cli.Result small = Cli.run("summary", "zoo:lenet5", "--size", "4x4");
        assertThat(small.code()).isEqualTo(2);
        assertThat(small.err())
                .startsWith("fovea: ")
                .contains("zoo:lenet5", "--size")
                .doesNotContain("Exception");
        assertThat(Cli.run("summary", "zoo:lenet5", "--size", "28").err()).contains("WIDTHxHEIGHT");
    }

    @Test
    void whatIsForArchitecturesIsRefusedForModels() throws IOException {
        assertThat(Cli.run("summary", TestModels.trimap(folder), "--no-top").err())
                .contains("--no-top are for architectures");
    }

    @Test
    void aModelFileIsSummarised() throws IOException {
        Cli.Result result = Cli.run("summary", TestModels.trimap(folder));

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Conv");
    }

    @Test
    void thePlotIsADrawingOfAllLayersWithTheirShapes() throws IOException {
        Path svg = folder.resolve("plots/digits.svg");

        Cli.Result result = Cli.run("summary", "zoo:digits", "--plot", svg);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("104,202");
        assertThat(svg)
                .content()
                .startsWith("<svg ")
                .endsWith("</svg>\n")
                .contains("digits, 104,202 parameters", ">conv2d_1<", "(batch, 32, 26, 26)", "Softmax<");
    }

    @Test
    void aPlotThatCannotBeWrittenIsRefusedBeforeAnythingIsPrinted() {
        Cli.Result result = Cli.run("summary", "zoo:digits", "--plot", folder);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("it is a folder");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aPlotReplacesAPlotAndNothingElse() throws IOException {
        Path svg = folder.resolve("digits.svg");
        Path mine = Files.writeString(folder.resolve("mine.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");

        assertThat(Cli.run("summary", "zoo:digits", "--plot", svg).code()).isZero();
        assertThat(Cli.run("summary", "zoo:digits", "--plot", svg).code()).isZero();
        Cli.Result overMine = Cli.run("summary", "zoo:digits", "--plot", mine);

        assertThat(overMine.code()).isEqualTo(2);
        assertThat(overMine.err()).contains("mine.svg' would be overwritten", "no drawing that Fovea wrote");
        assertThat(mine).hasContent("<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    }

    @Test
    void anUnknownArchitectureIsNamedWithTheKnownOnes() {
        Cli.Result result = Cli.run("summary", "zoo:digit");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("'digit'", "trimap-net");
    }
}
