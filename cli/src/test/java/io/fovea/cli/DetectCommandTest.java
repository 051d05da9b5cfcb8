package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectCommandTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path image;
    private Path output;

    @BeforeEach
    void makeInput() throws IOException {
        model = TestModels.detector(folder);
        image = folder.resolve("a.png");
        Image.gray8(16, 8, new byte[128]).write(image);
        output = folder.resolve("out");
    }

    @Test
    void writesBoxesInPixelsOfTheImage() throws IOException {
        Cli.Result result = Cli.run(
                "detect", image, "--model", model, "--labels", "cat,dog", "--set", "fit=resize", "--output", output);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(output))
                .containsExactlyInAnyOrder(
                        "a-overlay.png",
                        "a-rois.zip",
                        "detect.csv",
                        "detect-journal.jsonl",
                        "coco.json",
                        "report.html");
        assertThat(Files.readAllLines(output.resolve("detect.csv")))
                .containsExactly("image,label,score,x,y,width,height,class", "a.png,dog,0.75,4,1,8,4,1");
        assertThat(output.resolve("coco.json"))
                .content()
                .contains("\"file_name\":\"a.png\",\"width\":16,\"height\":8")
                .contains("\"category_id\":1,\"bbox\":[4.0,1.0,8.0,4.0]");
        assertThat(result.out().lines().toList().get(1)).matches("a\\.png +1 +dog +\\d+\\.\\d+");
        assertThat(result.err()).contains("pixels=0..1, color=rgb are assumed").doesNotContain("--try");
    }

    @Test
    void runDoesTheSameAndAgain() throws IOException {
        Path other = folder.resolve("other");
        Cli.run("detect", image, "--model", model, "--output", output);
        Cli.run("run", image, "--model", model, "--output", other);
        Cli.Result again = Cli.run("run", image, "--model", model, "--output", other);

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Cli.written(other)).isEqualTo(Cli.written(output));
        assertThat(other.resolve("coco.json")).hasSameBinaryContentAs(output.resolve("coco.json"));
    }

    @Test
    void anotherDescriptionOfImagesIsNotOverwritten() throws IOException {
        Files.createDirectories(output);
        Files.writeString(output.resolve("coco.json"), "{\"images\":[]}");

        Cli.Result result = Cli.run("detect", image, "--model", model, "--output", output);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("coco.json' would overwrite a file that Fovea did not write");
        assertThat(output.resolve("coco.json")).hasContent("{\"images\":[]}");
    }

    @Test
    void whatIsNotSureEnoughHasNoRow() throws IOException {
        Cli.Result result = Cli.run("detect", image, "--model", model, "--score", "0.8", "--output", output);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readAllLines(output.resolve("detect.csv"))).hasSize(1);
        assertThat(Cli.run("detect", image, "--model", model, "--overlap", "45", "--output", output)
                        .err())
                .contains("--overlap is 45; give 0 to 1");
    }

    @Test
    void detectorsAreMeasuredAndNotExplained() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "1 0.5 0.375 0.5 0.5\n");
        Cli.Result measured =
                Cli.run("evaluate", "--model", model, "--labels", "cat,dog", "--set", "fit=resize", "--data", folder);
        Cli.Result explained = Cli.run("explain", image, "--model", model, "--output", output);

        assertThat(measured.code()).as(measured.err()).isZero();
        assertThat(measured.out()).contains("\"map_50_95\" : 1.0");
        assertThat(explained.code()).isEqualTo(2);
        assertThat(explained.err()).contains("cannot be explained: it finds objects in images");
    }
}
