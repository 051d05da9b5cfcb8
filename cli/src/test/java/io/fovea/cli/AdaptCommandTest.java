package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdaptCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aShippedModelIsAdaptedToImages() throws IOException {
        for (int i = 0; i < 3; i++) {
            TestImages.squares(folder.resolve("images/" + i + ".png"), 1 + i);
        }
        Path output = folder.resolve("adapted.onnx");

        Cli.Result result = Cli.run("adapt", "cats-dogs", folder.resolve("images"), "--output", output);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("measured anew on 3 images", "entropy went from");
        assertThat(Model.read(output).card().labels()).containsExactly("cat", "dog");
        assertThat(Model.read(output).card().provenance().score()).isEmpty();
    }

    @Test
    void bothModelsAreMeasuredWhereTruthIsKnown() throws IOException {
        TestImages.squares(folder.resolve("images/cat/a.png"), 1);
        TestImages.squares(folder.resolve("images/dog/a.png"), 5);
        Path images = folder.resolve("images");

        Cli.Result result =
                Cli.run("adapt", "cats-dogs", images, "--evaluate", images, "--output", folder.resolve("adapted.onnx"));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).containsPattern("accuracy \\S+ before, \\S+ after, .*on 2 images \\(all\\)\\.");
    }

    @Test
    void dataThatCannotBeMeasuredLeavesNoModel() throws IOException {
        TestImages.squares(folder.resolve("images/a.png"), 1);
        TestImages.squares(folder.resolve("images/b.png"), 5);
        Path images = folder.resolve("images");
        Path output = folder.resolve("adapted.onnx");

        Cli.Result result =
                Cli.run("adapt", "cats-dogs", images, "--evaluate", folder.resolve("gone"), "--output", output);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("gone");
        assertThat(result.out()).isEmpty();
        assertThat(output).doesNotExist();
    }

    @Test
    void aModelWithoutBatchNormalisationIsRefused() throws IOException {
        Path image = TestImages.squares(folder.resolve("a.png"), 1);

        Cli.Result result = Cli.run("adapt", "digits", image, "--output", folder.resolve("adapted.onnx"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("fovea: ")
                .contains("no batch normalisation")
                .doesNotContain("Exception");
    }
}
