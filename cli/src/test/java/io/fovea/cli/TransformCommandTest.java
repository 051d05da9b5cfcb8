package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformCommandTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path image;
    private Path output;

    @BeforeEach
    void makeInput() throws IOException {
        model = TestModels.twofold(folder);
        image = TestImages.squares(folder.resolve("a.png"), 3);
        output = folder.resolve("out");
    }

    @Test
    void writesAnImageOfEachAndATable() throws IOException {
        Path deep = folder.resolve("b.tif");
        Image.gray16(2, 1, new short[] {100, 900}).write(deep);

        Cli.Result result = Cli.run("transform", image, deep, "--model", model, "--output", output);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(output))
                .containsExactlyInAnyOrder(
                        "a-twofold.png", "b-twofold.tif", "report.html", "transform-journal.jsonl", "transform.csv");
        Image before = Image.read(image);
        Image after = Image.read(output.resolve("a-twofold.png"));
        assertThat(after.width()).isEqualTo(2 * before.width());
        assertThat(after.value(9, 9, 0)).isEqualTo(before.value(4, 4, 0));
        assertThat(Image.read(output.resolve("b-twofold.tif")).floats())
                .containsExactly(100, 100, 900, 900, 100, 100, 900, 900);
        assertThat(Files.readAllLines(output.resolve("transform.csv")))
                .hasSize(3)
                .first()
                .isEqualTo("image,width,height");
        assertThat(result.out().lines().toList().get(2)).matches("b\\.tif +4 +2 +\\d+\\.\\d+");
    }

    @Test
    void runDoesTheSame() throws IOException {
        Path other = folder.resolve("other");

        Cli.run("transform", image, "--model", model, "--output", output);
        Cli.Result result = Cli.run("run", image, "--model", model, "--output", other);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(other)).isEqualTo(Cli.written(output));
        assertThat(other.resolve("a-twofold.png")).hasSameBinaryContentAs(output.resolve("a-twofold.png"));
    }

    @Test
    void runTakesTheOptionsOfTheModelsJobAlone() throws IOException {
        Path trimap = TestModels.trimap(folder);

        Cli.Result fits = Cli.run("run", image, "--model", trimap, "--output", output, "--min-size", 65);
        Cli.Result doesNot = Cli.run("run", image, "--model", model, "--output", output, "--min-size", 65);

        assertThat(fits.out()).contains("64      48        0");
        assertThat(doesNot.code()).isEqualTo(2);
        assertThat(doesNot.err()).contains("--min-size says nothing to the model given");
    }

    @Test
    void otherModelsAreRefused() throws IOException {
        Cli.Result segmenter = Cli.run("transform", image, "--model", TestModels.trimap(folder), "--output", output);
        Cli.Result explained = Cli.run("explain", image, "--model", model, "--output", output);

        assertThat(segmenter.code()).isEqualTo(2);
        assertThat(segmenter.err()).contains("cannot transform: it segments images");
        assertThat(explained.code()).isEqualTo(2);
        assertThat(explained.err()).contains("cannot be explained: it makes an image of an image");
    }
}
