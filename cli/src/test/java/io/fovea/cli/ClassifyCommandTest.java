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

    @Test
    void theTableNeverTakesThePlaceOfAnImageOrOfAnotherTable() throws IOException {
        Path a = TestImages.squares(folder.resolve("a.png"), 1);
        Path b = TestImages.squares(folder.resolve("b.png"), 2);
        byte[] before = Files.readAllBytes(a);
        Path foreign = Files.writeString(folder.resolve("mine.csv"), "image,mine\n");

        Cli.Result overImage = Cli.run("classify", "--model", model, "--output", a, b);
        Cli.Result overTable = Cli.run("classify", "--model", model, "--output", foreign, b);

        assertThat(overImage.code()).isEqualTo(2);
        assertThat(overImage.err()).contains("a.png'", "the name of an image");
        assertThat(Files.readAllBytes(a)).isEqualTo(before);
        assertThat(overTable.code()).isEqualTo(2);
        assertThat(overTable.err()).contains("mine.csv' would be overwritten", "no table of classify");
        assertThat(foreign).hasContent("image,mine\n");
    }

    @Test
    void theTableOfAnEarlierRunIsReplaced() throws IOException {
        Path a = TestImages.squares(folder.resolve("a.png"), 1);
        Path b = TestImages.squares(folder.resolve("b.png"), 2);
        Path table = Files.createFile(folder.resolve("scores.csv"));

        Cli.run("classify", a, "--model", model, "--output", table, "--top", 1);
        Cli.Result second = Cli.run("classify", b, "--model", model, "--output", table, "--top", 1);

        assertThat(second.code()).isZero();
        assertThat(Files.readAllLines(table)).hasSize(2).last().asString().startsWith("b.png,");
    }

    @Test
    void equalNamesInDifferentFoldersStayApart() throws IOException {
        for (String plate : List.of("plate 1", "plate 2")) {
            TestImages.squares(
                    Files.createDirectories(folder.resolve("in/" + plate)).resolve("x.png"), 1);
        }

        Cli.Result whole = Cli.run("classify", folder.resolve("in"), "--model", model, "--top", 1);
        Cli.Result both = Cli.run(
                "classify", folder.resolve("in/plate 1"), folder.resolve("in/plate 2"), "--model", model, "--top", 1);
        Cli.Result flat = Cli.run("classify", folder.resolve("in"), "--model", model, "--no-recursive");

        assertThat(whole.out().lines().skip(1).map(line -> line.split(",")[0]))
                .containsExactly("plate 1/x.png", "plate 2/x.png");
        assertThat(both.out()).isEqualTo(whole.out());
        assertThat(flat.code()).isEqualTo(2);
        assertThat(flat.err()).contains("has no images").contains("beside its subfolders");
    }
}
