package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureCommandTest {
    @TempDir
    private Path folder;

    private Path dark;
    private Path bright;
    private Path output;

    @BeforeEach
    void makeInput() {
        dark = grey("dark.png", 10);
        bright = grey("bright.png", 200);
        output = folder.resolve("out");
    }

    private Path grey(String name, int value) {
        byte[] pixels = new byte[32 * 24];
        Arrays.fill(pixels, (byte) value);
        Path file = folder.resolve(name);
        Image.gray8(32, 24, pixels).write(file);
        return file;
    }

    @Test
    void writesARowOfNumbersForEachImage() throws IOException {
        Path model = TestModels.brightness(folder, 0.5f);

        Cli.Result result = Cli.run("measure", dark, bright, "--model", model, "--output", output);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(output)).containsExactly("measure-journal.jsonl", "measure.csv", "report.html");
        assertThat(Files.readAllLines(output.resolve("measure.csv")))
                .containsExactly("image,value", "bright.png,100", "dark.png,5");
        assertThat(result.out().lines().toList().get(0)).matches("image +value +seconds");
        assertThat(result.err()).contains("task=measure");
    }

    @Test
    void whatIsResumedOrMergedHasAllDigits() throws IOException {
        Path model = TestModels.brightness(folder, 0x1p-20f);
        List<String> rows = List.of("image,value", "bright.png,0.00019073486", "dark.png,0.000009536743");
        Cli.run("measure", dark, bright, "--model", model, "--output", output);
        assertThat(Files.readAllLines(output.resolve("measure.csv"))).containsExactlyElementsOf(rows);

        Cli.run("measure", dark, bright, "--model", model, "--output", output, "--resume");
        assertThat(Files.readAllLines(output.resolve("measure.csv"))).containsExactlyElementsOf(rows);

        Path shares = folder.resolve("shares");
        for (String shard : List.of("1/2", "2/2")) {
            Cli.run("measure", dark, bright, "--model", model, "--output", shares, "--shard", shard);
        }
        Cli.run("merge", shares);
        assertThat(Files.readAllLines(shares.resolve("measure.csv"))).containsExactlyElementsOf(rows);
    }

    @Test
    void runDoesTheSameAndClassifyRefuses() throws IOException {
        Path model = TestModels.brightness(folder, 0.5f);

        Cli.Result run = Cli.run("run", dark, "--model", model, "--output", output, "--unit-length");
        Cli.Result refused = Cli.run("classify", dark, "--model", model);
        Cli.Result useless = Cli.run("run", dark, "--model", "digits", "--output", output, "--unit-length");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readAllLines(output.resolve("measure.csv"))).containsExactly("image,value", "dark.png,1");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("cannot classify: it measures images");
        assertThat(useless.code()).isEqualTo(2);
        assertThat(useless.err()).contains("--unit-length says nothing to the model given");
    }

    @Test
    void numbersHaveNamesAndUnitLengthWhereToldSo() throws IOException {
        Path model = TestModels.brightness(folder, 0.3f, 0.4f);

        Cli.Result result = Cli.run(
                "measure",
                dark,
                "-m",
                model,
                "--output",
                output,
                "--task",
                "measure",
                "--labels",
                "size,depth",
                "--unit-length");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readAllLines(output.resolve("measure.csv")))
                .containsExactly("image,size,depth", "dark.png,0.6,0.8");
        assertThat(Cli.run("card", model, "--task", "measure").out()).contains("activation: values");
    }

    @Test
    void aClassifierHasAColumnForEachClass() throws IOException {
        Cli.Result result = Cli.run("measure", dark, "--model", "digits", "--output", output);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readAllLines(output.resolve("measure.csv")))
                .hasSize(2)
                .first()
                .isEqualTo("image,0,1,2,3,4,5,6,7,8,9");
    }
}
