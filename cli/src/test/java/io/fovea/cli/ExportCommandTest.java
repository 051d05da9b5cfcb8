package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void theModelThatExplainsItselfHasASecondInputAndHeat() throws IOException {
        Path output = folder.resolve("explaining.onnx");
        Cli.Result result = Cli.run(
                "export", "digits", "--with", "preparation,explanation", "--method", "layercam", "--output", output);
        assertThat(result.code()).as(result.err()).isZero();

        Graph graph = Graph.read(output);
        assertThat(graph.inputs()).extracting(ValueInfo::name).containsExactly("image", "class");
        assertThat(graph.outputs()).extracting(ValueInfo::name).hasSize(2).endsWith("heat");
        assertThat(graph.inputs().get(0).shape()).isEqualTo(Shape.of(1, -1, -1, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--layer=x", "--method=layercam", "--keep-softmax"})
    void whatIsOfTheExplanationIsRefusedWithoutOne(String option) {
        Path output = folder.resolve("digits.onnx");

        Cli.Result result = Cli.run("export", "digits", "--with", "preparation", option, "--output", output);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--with explanation");
        assertThat(output).doesNotExist();
    }

    @Test
    void whatCannotBeWrittenIntoAModelIsRefusedWithWhatCan() {
        Cli.Result result = Cli.run("export", "digits", "--with", "coffee", "--output", folder.resolve("digits.onnx"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).containsIgnoringCase("preparation");
    }
}
