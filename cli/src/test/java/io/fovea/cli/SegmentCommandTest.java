package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCommandTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path images;
    private Path output;

    @BeforeEach
    void makeInput() throws IOException {
        model = TestModels.trimap(folder);
        images = TestImages.folder(folder);
        output = folder.resolve("out/of the box");
    }

    @Test
    void writesLabelsTrimapAndOverlayOfEachImageAndATable() throws IOException {
        Cli.Result result = Cli.run("segment", images, "--model", model, "--output", output, "--device", "cpu");

        assertThat(result.err()).isEqualToNormalizingNewlines("Device: cpu\n");
        assertThat(result.code()).isZero();
        assertThat(Cli.written(output))
                .containsExactlyInAnyOrder(
                        "objects.csv",
                        "report.html",
                        "segment-journal.jsonl",
                        "segment.csv",
                        "seven-labels.png",
                        "seven-overlay.png",
                        "seven-rois.zip",
                        "seven-trimap.png",
                        "three-labels.png",
                        "three-overlay.png",
                        "three-rois.zip",
                        "three-trimap.png");
        Image labels = Image.read(output.resolve("seven-labels.png"));
        assertThat(labels.depth()).isEqualTo(Image.Depth.UINT16);
        assertThat(labels.value(4, 4, 0)).isEqualTo(1);
        assertThat(labels.value(0, 0, 0)).isZero();
        Image trimap = Image.read(output.resolve("three-trimap.png"));
        assertThat(trimap.value(4, 4, 0)).isZero();
        assertThat(trimap.value(0, 0, 0)).isEqualTo(127);
        assertThat(Files.readAllLines(output.resolve("segment.csv")))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("image,width,height,objects,")
                .endsWith("_fraction");
    }

    @Test
    void printsTheCounts() {
        Cli.Result result = Cli.run("segment", images, "--model", model, "--output", output);

        assertThat(result.out().lines().map(line -> line.replaceAll(" +", " ").replaceAll("\\d+\\.\\d+$", "T")))
                .containsExactly("image width height objects seconds", "seven.tif 64 48 7 T", "three.png 64 48 3 T");
    }

    @Test
    void smallObjectsAreLeftOutOnRequest() {
        Cli.Result result = Cli.run("segment", images, "--model", model, "--output", output, "--min-size", 8 * 8 + 1);

        assertThat(result.out()).contains("64      48        0");
    }

    @Test
    void resultsKeepThePathBelowTheFolder() throws IOException {
        Path deep = Files.createDirectories(images.resolve("plate/well 1"));
        TestImages.squares(deep.resolve("three.png"), 3);

        Cli.Result result = Cli.run("segment", images, "--model", model, "--output", output);

        assertThat(result.code()).isZero();
        assertThat(Cli.written(output.resolve("plate/well 1")))
                .containsExactly("three-labels.png", "three-overlay.png", "three-rois.zip", "three-trimap.png");
        assertThat(Files.readAllLines(output.resolve("segment.csv")))
                .extracting(line -> line.split(",")[0])
                .containsExactly("image", "plate/well 1/three.png", "seven.tif", "three.png");
        Cli.run("segment", images, "--model", model, "--output", folder.resolve("flat"), "--no-recursive");
        assertThat(Files.readAllLines(folder.resolve("flat/segment.csv"))).hasSize(3);
    }

    @Test
    void aSecondRunIntoTheFolderOfTheImagesDoesTheSameAgain() throws IOException {
        Path deep = Files.createDirectories(images.resolve("plate"));
        TestImages.squares(deep.resolve("three.png"), 3);
        Path mask = TestImages.squares(deep.resolve("three-mask.png"), 3);
        Cli.Result first = Cli.run("segment", images, "--model", model, "--output", images);
        List<String> written = Cli.written(images);

        Cli.Result second = Cli.run("segment", images, "--model", model, "--output", images);
        Object[] named = Stream.concat(
                        Stream.of("segment"), Cli.written(images).stream().map(images::resolve))
                .toArray();
        Object[] options = {"--model", model, "--output", images};
        Cli.Result byName =
                Cli.run(Stream.of(named, options).flatMap(Stream::of).toArray());

        assertThat(first.err()).doesNotContain("Note");
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.err()).contains("Left out 12 results of earlier runs: plate/three-labels.png, ");
        assertThat(withoutSeconds(second)).isEqualTo(withoutSeconds(first)).hasSize(1 + 4);
        assertThat(byName.err()).contains("Left out 18 results");
        assertThat(withoutSeconds(byName)).isEqualTo(withoutSeconds(first));
        assertThat(Cli.written(images)).isEqualTo(written);
        assertThat(mask).exists();
    }

    @Test
    void aFileThatFoveaDidNotWriteIsNotOverwritten() throws IOException {
        Files.createDirectories(output);
        Path mine = TestImages.squares(output.resolve("three-overlay.png"), 1);
        byte[] before = Files.readAllBytes(mine);

        Cli.Result result = Cli.run("segment", images, "--model", model, "--output", output);
        Files.writeString(output.resolve("segment.csv"), "image,mine\n");
        Cli.Result table = Cli.run("segment", images, "--model", model, "--output", output);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("three-overlay.png' would overwrite a file that Fovea did not write");
        assertThat(Files.readAllBytes(mine)).isEqualTo(before);
        assertThat(Cli.written(output)).doesNotContain("three-labels.png").contains("seven-labels.png");
        assertThat(table.code()).isEqualTo(2);
        assertThat(output.resolve("segment.csv")).hasContent("image,mine\n");
    }

    @Test
    void pagesAreChosenAndNamedByChannelSliceAndFrame() throws IOException {
        ImagePlus stack = IJ.createHyperStack("", 64, 48, 2, 3, 2, 16);
        IJ.saveAsTiff(stack, folder.resolve("stack.tif").toString());

        Cli.Result result = Cli.run(
                "segment",
                folder.resolve("stack.tif"),
                images,
                "--model",
                model,
                "--output",
                output,
                "--channel",
                1,
                "--slice",
                "1,3-",
                "--frame",
                "1");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("seven.tif' has no slice 3; it has slice 1 alone.")
                .contains("three.png' has no slice 3; it has slice 1 alone.");
        assertThat(Files.readAllLines(output.resolve("segment.csv")))
                .extracting(line -> line.split(",")[0])
                .containsExactly("image", "stack.tif#c1-z1-t1", "stack.tif#c1-z3-t1");
        assertThat(Cli.written(output))
                .contains("stack-c1-z0001-t0001-labels.png", "stack-c1-z0003-t0001-labels.png")
                .hasSize(5 + 2 * 4);
    }

    @Test
    void theMacroWritesTheSameFiles() throws IOException {
        Path other = folder.resolve("by macro");

        Cli.run("segment", images, "--model", model, "--output", output);
        String line = "input=[" + images + "] output=[" + other + "] model=[" + model + "]";
        Cli.Result macro = Cli.run("macro", Cli.root("macros/segment_folder.ijm"), line);

        assertThat(macro.code()).isZero();
        try (Stream<Path> written = Files.list(output)) {
            assertThat(written)
                    .filteredOn(file -> !file.endsWith("segment-journal.jsonl") && !file.endsWith("report.html"))
                    .hasSize(10)
                    .allSatisfy(file ->
                            assertThat(other.resolve(file.getFileName())).hasSameBinaryContentAs(file));
        }
    }

    private static List<String> withoutSeconds(Cli.Result result) {
        return result.out()
                .lines()
                .map(line -> line.replaceFirst(" *[^ ]+$", ""))
                .toList();
    }
}
