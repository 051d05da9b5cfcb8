package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option {@code --augment} of the commands. */
class ViewsOfCommandsTest {
    @TempDir
    private Path folder;

    private Path field;

    @BeforeEach
    void draw() throws IOException {
        short[] pixels = new short[40 * 30];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) (i % 40 > 4 && i % 40 < 14 && i / 40 > 6 && i / 40 < 20 ? 200 : 10);
        }
        field = Files.createDirectory(folder.resolve("my fields")).resolve("field 16 bit.tif");
        Image.gray16(40, 30, pixels).write(field);
    }

    @Test
    void objectsAreThoseOfAllViewsAndTheCostIsSaid() throws IOException {
        Path model = TestModels.trimap(folder);
        Path one = folder.resolve("one");
        Path all = folder.resolve("all");

        Cli.run("segment", field, "--model", model, "--output", one);
        Cli.Result result = Cli.run("segment", field, "--model", model, "--output", all, "--augment", "turns");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("Note: Each image is looked at in 8 ways (augment)");
        assertThat(Files.readAllBytes(all.resolve("field 16 bit-labels.png")))
                .isEqualTo(Files.readAllBytes(one.resolve("field 16 bit-labels.png")));
    }

    @Test
    void wordsThatAreNoViewsAreRefused() throws IOException {
        Path model = TestModels.brightness(folder, 1);

        Cli.Result result =
                Cli.run("measure", field, "--model", model, "--output", folder.resolve("x"), "--augment", "9");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "--augment is 9; give mirror, flips, turns, scales, mirror+scales, flips+scales, turns+scales.");
    }
}
