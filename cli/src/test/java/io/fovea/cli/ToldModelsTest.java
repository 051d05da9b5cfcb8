package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file does not say is told in options, or beside it. */
class ToldModelsTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path image;

    @BeforeEach
    void aForeignModelAndAnImage() throws IOException {
        model = TestModels.colours(folder);
        image = folder.resolve("a.png");
        // More blue than red, in any scale.
        Image.rgb8(1, 1, new byte[] {10, 0, 100}).write(image);
    }

    @Test
    void whatIsAssumedIsSaidAtTheBeginningAndAtTheEnd() {
        Cli.Result result = Cli.run("classify", image, "--model", model, "--top", 1);

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("a.png,1,class 1,");
        assertThat(result.err().lines().toList())
                .startsWith("Note: The order of the colour channels is not recorded; red, green, blue is assumed.")
                .last()
                .asString()
                .startsWith("Warning: The answers of 'colours' rest on what its file does not say: pixels=0..255,"
                        + " color=rgb are assumed; where that is wrong, so are they.")
                .contains("--pixels", "fovea inspect");
    }

    @Test
    void whatIsToldIsAssumedNoLonger() throws IOException {
        Path labels = Files.writeString(folder.resolve("names"), "red\nblue\n");

        Cli.Result result = Cli.run(
                "classify",
                image,
                "--model",
                model,
                "--top",
                1,
                "--labels",
                labels,
                "--pixels",
                "0..1",
                "--color",
                "bgr");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("a.png,1,red,");
        assertThat(result.err()).doesNotContain("Note", "Warning");
    }

    @Test
    void theFileBesideItSaysItForGood() throws IOException {
        Files.writeString(folder.resolve("colours.card.yaml"), "labels: [red, blue]\ncolor: bgr\npixels: 0..255\n");

        Cli.Result result = Cli.run("classify", image, "--model", model, "--top", 1);

        assertThat(result.out()).contains("a.png,1,red,");
        assertThat(result.err()).doesNotContain("Note", "Warning");
        assertThat(Cli.run("classify", image, "--model", model, "--top", 1, "--color", "rgb")
                        .out())
                .contains("a.png,1,blue,");
    }

    @Test
    void aNetworkThatGivesClassAndMaskGivesBoth() throws IOException {
        Path both = TestModels.classAndMask(folder);
        Path grey = folder.resolve("grey.png");
        byte[] pixels = new byte[16];
        Arrays.fill(pixels, 0, 4, (byte) 200);
        Image.gray8(4, 4, pixels).write(grey);

        Cli.Result classified = Cli.run("classify", grey, "--model", both, "--top", 1);
        Cli.Result segmented = Cli.run("segment", grey, "--model", both, "--output", folder.resolve("s"));
        Cli.Result done = Cli.run("run", grey, "--model", both, "--output", folder.resolve("r"), "--top", 1);

        assertThat(classified.out()).contains("grey.png,1,class 0,");
        assertThat(classified.err()).contains("there is also 'mask' (segmentation)");
        assertThat(segmented.code()).as(segmented.err()).isZero();
        assertThat(segmented.err()).contains("Note: Of the network's outputs 'mask' is taken");
        assertThat(folder.resolve("s/segment.csv")).content().contains("grey.png,4,4,,0.75,0.25\n");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(folder.resolve("r/segment.csv")).content().contains("grey.png,4,4,,0.75,0.25\n");
        assertThat(folder.resolve("r/classify.csv")).content().contains("grey.png,1,class 0,");
        assertThat(Cli.run("classify", grey, "--model", both, "--set", "output=mask")
                        .err())
                .contains("cannot classify: it segments images");
    }

    @Test
    void aCardIsPrintedAndWrittenIntoTheModel() {
        Path told = folder.resolve("told/colours.onnx");

        Cli.Result result = Cli.run("card", model, "--labels", "red,blue", "--set", "license=MIT", "--output", told);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("name: colours\ntask: classification\nlabels:\n- red\n- blue\n")
                .contains("color: rgb\n", "pixels: 0..255\n", "license: MIT\n");
        assertThat(result.err()).contains("Note: The scale");
        assertThat(Cli.run("card", told).out()).isEqualTo(result.out());
        assertThat(Cli.run("classify", image, "--model", told, "--top", 1).out())
                .contains("a.png,1,blue,");
        assertThat(Cli.run("card", model, "--output", model).err()).contains("would be overwritten");
    }

    @Test
    void inspectSaysWhatIsKnownAndFindsThePreparation() throws IOException {
        for (int i = 0; i < 3; i++) {
            for (String color : new String[] {"red", "blue"}) {
                boolean red = color.equals("red");
                Path file = folder.resolve("known/" + color + "/" + i + ".png");
                Files.createDirectories(file.getParent());
                Image.rgb8(1, 1, new byte[] {(byte) (red ? 90 + i : 10), 0, (byte) (red ? 10 : 90 + i)})
                        .write(file);
            }
        }

        Cli.Result result = Cli.run("inspect", model, "--labels", "blue,red", "--try", folder.resolve("known"));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .containsPattern("task +classification +deduced")
                .containsPattern("labels +blue, red +told")
                .containsPattern("pixels +0..255 +assumed")
                .contains("It classifies, on cpu.", "Not known: The scale of the input is not recorded")
                .containsPattern("Best on 6 images: --pixels \\S+ --color bgr");
        assertThat(Cli.run("inspect", model, "--try", folder.resolve("known")).err())
                .contains("'blue' names no class of 'colours'");
    }
}
