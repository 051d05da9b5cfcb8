package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandTest {
    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void makeModel() throws IOException {
        model = TestModels.classifier(folder);
    }

    @Test
    void printsTheTopClassesAsCsv() {
        Cli.Result result = Cli.run("classify", Cli.root("test-images/digits"), "--model", model, "--top", 3);

        List<String> lines = result.out().lines().toList();
        assertThat(lines).hasSize(1 + 20 * 3);
        assertThat(lines.get(0)).isEqualTo("image,rank,label,probability");
        assertThat(lines.get(1)).startsWith("font-0.png,1,");
        assertThat(lines.get(60)).startsWith("stroke-9.png,3,");
        assertThat(result.code()).isZero();
    }

    @Test
    void writesTheTableToAFile() throws IOException {
        Path table = folder.resolve("new/scores.csv");

        Cli.Result result = Cli.run(
                "classify",
                Cli.root("test-images/digits/font-?.png"),
                "--model",
                model,
                "--top",
                99,
                "--output",
                table);

        assertThat(result.out()).isEmpty();
        assertThat(Files.readAllLines(table)).hasSize(1 + 10 * 10);
    }

    @Test
    void saysWhatItHadToAssumeOfAModelWithoutACard() {
        Cli.Result result = Cli.run("classify", Cli.root("test-images/digits/font-0.png"), "--model", model);

        assertThat(result.err()).contains("Note: ");
    }

    @Test
    void saysOnceWhereItReallyRuns() {
        Cli.Result result = Cli.run("classify", Cli.root("test-images/digits"), "--model", model, "--device", "auto");

        assertThat(result.err()).containsOnlyOnce("Device: ");
    }
}
