package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fovea activations}, {@code filters} and {@code explore}. */
class ExploreCommandsTest {
    @TempDir
    private Path folder;

    private Path image;
    private Path output;

    @BeforeEach
    void makeImage() {
        image = TestImages.squares(folder.resolve("a.png"), 5);
        output = folder.resolve("out");
    }

    @Test
    void activationsWritesAPictureAndAStackOfEveryLayer() throws IOException {
        Cli.Result result = Cli.run("activations", image, "--model", TestModels.classifier(folder), "--output", output);

        assertThat(result.code()).as(result.err()).isZero();
        List<String> files = Cli.written(output);
        assertThat(files)
                .contains("activations.csv", "a-01-conv2d_Conv.png", "a-01-conv2d_Conv.tif")
                .hasSize(11);
        assertThat(Image.readPages(output.resolve("a-01-conv2d_Conv.tif"))).hasSize(32);
        List<String> lines = Files.readAllLines(output.resolve("activations.csv"));
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).isEqualTo("image,layer,operator,channels,width,height,silent,silent_share,model");
        assertThat(lines.get(1)).startsWith("a.png,conv2d/Conv,Conv,32,26,26,");
    }

    @Test
    void activationsOfSeveralImagesShareATable() throws IOException {
        Path model = TestModels.classifier(folder);
        Path other = TestImages.squares(folder.resolve("b.png"), 2);
        for (Path one : List.of(image, other, image)) {
            Cli.run("activations", one, "--model", model, "--output", output, "--layer", "conv2d,conv2d_1");
        }

        assertThat(Files.readAllLines(output.resolve("activations.csv")))
                .extracting(line -> line.substring(0, line.indexOf(',', line.indexOf(',') + 1)))
                .containsExactly(
                        "image,layer",
                        "b.png,conv2d/Conv",
                        "b.png,conv2d_1/Conv",
                        "a.png,conv2d/Conv",
                        "a.png,conv2d_1/Conv");
    }

    @Test
    void ofAStackOnePageIsTaken() throws IOException {
        Path stack = folder.resolve("stack.tif");
        IJ.saveAsTiff(IJ.createHyperStack("", 64, 48, 2, 3, 1, 8), stack.toString());

        Cli.Result first = Cli.run("explore", stack, "--output", output);
        Cli.Result chosen = Cli.run("explore", stack, "--output", output, "--channel", 2, "--slice", 3);
        Cli.Result missing = Cli.run("explore", stack, "--output", output, "--channel", 3);

        assertThat(first.err()).contains("has 6 pages; this is about page c1-z1", "--channel, --slice and --frame");
        assertThat(chosen.err()).isEmpty();
        assertThat(Cli.written(output)).contains("stack-c1-z0001-edge.png", "stack-c2-z0003-edge.png");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("has no channel 3; it has channels 1 to 2.");
    }

    @Test
    void activationsDrawsWhatAUnitSees() throws IOException {
        Path model = TestModels.trimap(folder);
        Cli.Result result = Cli.run(
                "activations", image, "--model", model, "--layer", "scores", "--unit", "9,8", "--output", output);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("can see 1x1 pixels from column 9, row 8");
        assertThat(Cli.written(output)).containsExactly("a-scores-unit.png");
    }

    @Test
    void layersAreListedInAnyWay() throws IOException {
        for (List<String> way : List.of(
                List.of("--layer", "conv2d,conv2d_1"),
                List.of("--layer", "conv2d; conv2d_1"),
                List.of("--layer", "conv2d", "--layer", "conv2d_1"))) {
            List<Object> args = new ArrayList<>(
                    List.of("activations", image, "--model", TestModels.classifier(folder), "--output", output));
            args.addAll(way);
            Cli.Result result = Cli.run(args.toArray());

            assertThat(result.code()).as(result.err()).isZero();
            assertThat(Files.readAllLines(output.resolve("activations.csv")))
                    .hasSize(3)
                    .anyMatch(line -> line.contains(",conv2d_1/Conv,"));
        }
    }

    @Test
    void whatTakesOneLayerRefusesSeveral() throws IOException {
        Path model = TestModels.classifier(folder);
        Path grid = folder.resolve("grid.png");
        for (List<Object> args : List.<List<Object>>of(
                List.of("filters", "--model", model, "--layer", "conv2d,conv2d_1", "--output", grid),
                List.of("filters", "--model", model, "--layer", "conv2d", "--layer", "conv2d_1", "--output", grid),
                List.of(
                        "activations",
                        image,
                        "-m",
                        model,
                        "--layer",
                        "conv2d;conv2d_1",
                        "--unit",
                        "1,1",
                        "--output",
                        output))) {
            Cli.Result result = Cli.run(args.toArray());

            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("One layer is taken at a time; 2 are named: conv2d, conv2d_1.");
        }
    }

    @Test
    void aTildeIsTheHomeFolderAlsoBehindAnEqualsSign() {
        String home = System.getProperty("user.home");
        System.setProperty("user.home", folder.toString());
        try {
            Cli.Result result = Cli.run("explore", "~/a.png", "--output=~/out");

            assertThat(result.code()).as(result.err()).isZero();
            assertThat(output).isDirectory();
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void aLayerThatIsNotThereIsOneSentence() throws IOException {
        Cli.Result result = Cli.run(
                "activations", image, "--model", TestModels.classifier(folder), "--layer", "conv9", "--output", output);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("no layer 'conv9'", "are: conv2d, max_pooling2d, conv2d_1,")
                .doesNotContain("Exception");
    }

    @Test
    void filtersDrawsAGrid() throws IOException {
        Path grid = output.resolve("grid.png");
        Cli.Result result = Cli.run(
                "filters",
                "--model",
                TestModels.classifier(folder),
                "--layer",
                "conv2d",
                "--first",
                "9",
                "--steps",
                "2",
                "--size",
                "32",
                "--output",
                grid);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Image.read(grid).toString()).isEqualTo("796x196 grey 8-bit");
        assertThat(result.out().lines()).hasSize(10);
    }

    @Test
    void filtersShowsPatchesOfImagesBesidePatterns() throws IOException {
        Path images = TestImages.folder(folder);
        Files.writeString(images.resolve("broken.png"), "no picture");
        Path grid = output.resolve("grid.png");
        List<Object> line = List.of(
                "filters",
                "--model",
                TestModels.classifier(folder),
                "--examples",
                images,
                "--first",
                4,
                "--start",
                "grey",
                "--steps",
                2,
                "--step-size",
                1,
                "--schedule",
                "cosine",
                "--size",
                32,
                "--output",
                grid);

        Cli.Result result = Cli.run(line, "--layer", "conv2d");
        Cli.Result ofClasses = Cli.run(line, "--class", "3");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .containsPattern("filter +noise +pattern +best +example")
                .contains("seven.tif");
        assertThat(result.err()).contains("Left out: ", "broken.png");
        assertThat(Image.read(grid).isColor()).isTrue();
        assertThat(ofClasses.code()).isEqualTo(2);
        assertThat(ofClasses.err()).contains("--examples", "--layer");
    }

    @Test
    void aChannelIsDrawnLarge() throws IOException {
        List<Object> line = List.of(
                "activations",
                image,
                "--model",
                TestModels.classifier(folder),
                "--layer",
                "conv2d",
                "--output",
                output);

        Cli.Result missing = Cli.run(line, "--large", 999);
        List<String> before = Cli.written(output);
        Cli.Result result = Cli.run(line, "--large", 3);

        assertThat(missing.code()).isNotZero();
        assertThat(missing.err()).contains("there is no 999");
        assertThat(before).isEmpty();
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(output))
                .filteredOn(name -> name.endsWith("-channel-3.png"))
                .hasSize(1);
    }

    @Test
    void filtersReplacesItsOwnPictureAndNoOther() throws IOException {
        Object[] line = {
            "filters",
            "--model",
            TestModels.classifier(folder),
            "--layer",
            "conv2d",
            "--first",
            1,
            "--steps",
            1,
            "--size",
            32,
            "--output",
            null
        };
        byte[] before = Files.readAllBytes(image);
        line[line.length - 1] = image;
        Cli.Result overImage = Cli.run(line);
        line[line.length - 1] = output.resolve("grid.png");
        Cli.Result first = Cli.run(line);
        Cli.Result second = Cli.run(line);

        assertThat(overImage.code()).isEqualTo(2);
        assertThat(overImage.err()).contains("a.png' would be overwritten", "no picture that Fovea wrote");
        assertThat(Files.readAllBytes(image)).isEqualTo(before);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(second.code()).as(second.err()).isZero();
    }

    @Test
    void filtersNeedsALayerOrAClass() throws IOException {
        Cli.Result result =
                Cli.run("filters", "--model", TestModels.classifier(folder), "--output", output.resolve("grid.png"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--layer", "--class");
    }

    @Test
    void exploreWritesPanelsAndEveryStep() throws IOException {
        Cli.Result result = Cli.run("explore", image, "--kernel", "sobel-bottom", "--output", output);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(output))
                .containsExactly(
                        "a-sobel-bottom-condense.tif",
                        "a-sobel-bottom-detect.tif",
                        "a-sobel-bottom-filter.tif",
                        "a-sobel-bottom.png");
        Image condensed = Image.read(output.resolve("a-sobel-bottom-condense.tif"));
        assertThat(condensed.toString()).isEqualTo("32x24 grey 32-bit");
    }

    @Test
    void exploreWritesABank() throws IOException {
        Cli.Result result = Cli.run("explore", image, "--bank", "4", "--frequency", "0.25,0.125", "--output", output);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(output)).containsExactly("a-bank-magnitudes.tif", "a-bank-responses.tif", "a-bank.png");
        assertThat(Image.readPages(output.resolve("a-bank-responses.tif"))).hasSize(16);
        assertThat(result.out().lines().skip(1).findFirst().orElseThrow()).contains("0.2500");
    }

    @Test
    void exploreRefusesWhatIsNoKernel() {
        Cli.Result result = Cli.run("explore", image, "--kernel", "1 2; 3", "--output", output);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("differ in length").doesNotContain("Exception");
        assertThat(output).doesNotExist();
    }
}
