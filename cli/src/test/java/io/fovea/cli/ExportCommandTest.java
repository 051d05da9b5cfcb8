package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theModelThatPreparesImagesItselfCountsTheSame() {
        Path output = folder.resolve("whole.onnx");
        Path image = Cli.root("test-images/nuclei/01-sparse.png");

        Cli.Result result = Cli.run("export", "nuclei-trimap", "--with", "preparation", "--output", output);
        assertThat(result.code()).as(result.err()).isZero();

        Cli.Result segmented = Cli.run("segment", image, "--model", output, "--output", folder.resolve("out"));
        assertThat(segmented.code()).as(segmented.err()).isZero();
        assertThat(segmented.out()).containsPattern("01-sparse.png +512 +512 +24 ");
    }

    @Test
    void whatCannotBeWrittenIntoAModelIsRefusedWithWhatCan() {
        Cli.Result result = Cli.run("export", "digits", "--with", "coffee", "--output", folder.resolve("digits.onnx"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).containsIgnoringCase("preparation");
    }
}
