package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with what a user gives: one sentence, the right exit code, nothing half-written. */
class BadInputTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path images;
    private Path output;

    @BeforeEach
    void makeInput() throws IOException {
        model = TestModels.trimap(folder);
        images = Files.createDirectory(folder.resolve("images"));
        output = folder.resolve("out");
    }

    @Test
    void aMissingImage() throws IOException {
        Path missing = images.resolve("missing.png");

        fails(2, "missing.png", segment(missing, model));
        assertThat(Cli.written(output)).containsExactly("failures.csv", "segment-journal.jsonl");
    }

    @Test
    void aMissingFolder() throws IOException {
        fails(2, "gone", segment(folder.resolve("gone"), model));
        assertThat(Cli.written(output)).containsExactly("failures.csv", "segment-journal.jsonl");
    }

    @Test
    void whereNothingCouldBeDoneNoTableIsPrinted() throws IOException {
        Path missing = images.resolve("missing.png");
        Path table = folder.resolve("scores.csv");
        Path classifier = TestModels.classifier(folder);

        assertThat(segment(missing, model).out()).isEmpty();
        Cli.Result classified = Cli.run("classify", missing, "--model", classifier);
        fails(2, "missing.png", classified);
        assertThat(classified.out()).isEmpty();
        fails(2, "missing.png", Cli.run("classify", missing, "--model", classifier, "--output", table));
        assertThat(table).doesNotExist();
    }

    @Test
    void aTruncatedImage() throws IOException {
        Path whole = TestImages.squares(images.resolve("whole.png"), 5);
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(images.resolve("half.png"), Arrays.copyOf(bytes, bytes.length / 2));

        fails(2, "half.png", segment(half, model));
        assertThat(Cli.written(output)).containsExactly("failures.csv", "segment-journal.jsonl");
    }

    @Test
    void aTextNamedPng() throws IOException {
        Path text = Files.writeString(images.resolve("text.png"), "These are not the pixels.");

        fails(2, "text.png", segment(text, model));
        assertThat(Cli.written(output)).containsExactly("failures.csv", "segment-journal.jsonl");
    }

    @Test
    void anEmptyFileAmongGoodOnes() throws IOException {
        TestImages.squares(images.resolve("a.png"), 2);
        Files.createFile(images.resolve("b.png"));
        TestImages.squares(images.resolve("c.png"), 3);

        Cli.Result result = segment(images, model);

        fails(1, "b.png", result);
        assertThat(result.out()).contains("a.png", "c.png").doesNotContain("b.png");
        assertThat(Cli.written(output))
                .contains("a-labels.png", "c-labels.png")
                .noneMatch(name -> name.startsWith("b-"));
        assertThat(Files.readAllLines(output.resolve("segment.csv"))).hasSize(3);
    }

    @Test
    void aCorruptModel() throws IOException {
        TestImages.squares(images.resolve("a.png"), 2);
        byte[] bytes = Files.readAllBytes(model);
        for (byte[] corrupt :
                List.of(Arrays.copyOf(bytes, bytes.length / 5), "no model at all".getBytes(), new byte[0])) {
            Path file = Files.write(folder.resolve("corrupt.onnx"), corrupt);

            fails(2, "corrupt.onnx", segment(images, file));
            assertThat(output).doesNotExist();
        }
    }

    @Test
    void anUnknownModel() {
        TestImages.squares(images.resolve("a.png"), 2);

        Cli.Result result = segment(images, "nuclei-trimaps");

        fails(2, "nuclei-trimaps", result);
        assertThat(ModelLibrary.names())
                .allSatisfy(name -> assertThat(result.err()).contains(name));
        assertThat(output).doesNotExist();
    }

    @Test
    void aModelFileThatIsNotThere() {
        TestImages.squares(images.resolve("a.png"), 2);

        fails(2, "gone.onnx", segment(images, folder.resolve("gone.onnx")));
    }

    @Test
    void aModelForAnotherTask() throws IOException {
        TestImages.squares(images.resolve("a.png"), 2);

        fails(2, "untrained", segment(images, TestModels.classifier(folder)));
        assertThat(output).doesNotExist();
    }

    @Test
    void anOutputFolderThatCannotBe() throws IOException {
        TestImages.squares(images.resolve("a.png"), 2);
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        output = file.resolve("out");

        fails(2, "out", segment(images, model));
        assertThat(file).hasContent("in the way");
    }

    @Test
    void aTableThatCannotBeWritten() throws IOException {
        Path image = TestImages.squares(images.resolve("a.png"), 2);
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        fails(
                2,
                "scores.csv",
                Cli.run(
                        "classify",
                        image,
                        "--model",
                        TestModels.classifier(folder),
                        "--output",
                        file.resolve("scores.csv")));
        Path device = Path.of("/dev/null");
        if (Files.exists(device)) {
            fails(
                    2,
                    "device",
                    Cli.run("classify", image, "--model", TestModels.classifier(folder), "--output", device));
        }
        fails(2, "folder", Cli.run("classify", image, "--model", TestModels.classifier(folder), "--output", images));
    }

    @Test
    void aGpuWhereThereIsNone() {
        TestImages.squares(images.resolve("a.png"), 2);

        fails(2, "cuda:7", Cli.run("segment", images, "--model", model, "--output", output, "--device", "cuda:7"));
        assertThat(output).doesNotExist();
    }

    @Test
    void aFolderWithoutImages() {
        fails(2, "images", segment(images, model));
        assertThat(output).doesNotExist();
    }

    @Test
    void aPatternThatNothingMatches() {
        fails(2, "*.png", segment(images.resolve("*.png"), model));
        assertThat(output).doesNotExist();
    }

    private Cli.Result segment(Path input, Object modelGiven) {
        return Cli.run("segment", input, "--model", modelGiven, "--output", output, "--device", "cpu");
    }

    private static void fails(int code, String named, Cli.Result result) {
        List<String> complaints =
                result.err().lines().filter(line -> line.startsWith("fovea: ")).toList();
        assertThat(complaints).singleElement().asString().contains(named).endsWith(".");
        assertThat(result.err()).doesNotContain("Exception", "\tat ");
        assertThat(result.code()).isEqualTo(code);
    }
}
