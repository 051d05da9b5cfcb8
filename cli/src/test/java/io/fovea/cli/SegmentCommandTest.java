package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
                        "segment.csv",
                        "seven-labels.png",
                        "seven-overlay.png",
                        "seven-trimap.png",
                        "three-labels.png",
                        "three-overlay.png",
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
                .endsWith(",seconds");
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
    void theMacroWritesTheSameFiles() throws IOException {
        Path other = folder.resolve("by macro");

        Cli.run("segment", images, "--model", model, "--output", output);
        String line = "input=[" + images + "] output=[" + other + "] model=[" + model + "]";
        Cli.Result macro = Cli.run("macro", Cli.root("macros/segment_folder.ijm"), line);

        assertThat(macro.code()).isZero();
        try (Stream<Path> written = Files.list(output)) {
            assertThat(written).hasSize(7).allSatisfy(file -> {
                Path same = other.resolve(file.getFileName());
                if (file.endsWith("segment.csv")) {
                    assertThat(withoutSeconds(same)).isEqualTo(withoutSeconds(file));
                } else {
                    assertThat(same).hasSameBinaryContentAs(file);
                }
            });
        }
    }

    private static List<String> withoutSeconds(Path table) throws IOException {
        return Files.readAllLines(table).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }
}
