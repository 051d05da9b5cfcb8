package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleCommandTest {
    /** Squares of 8 pixels have the area of a circle that is 9.03 across. */
    private static final String KNOWS = "object-diameters=15 18 40";

    @TempDir
    private Path folder;

    private Path model;
    private Path images;
    private Path output;

    @BeforeEach
    void makeInput() throws IOException {
        model = TestModels.trimap(folder);
        images = Files.createDirectory(folder.resolve("my images"));
        TestImages.squares(images.resolve("three.png"), 3);
        output = folder.resolve("out");
    }

    @Test
    void aScaleIsGivenByHand() throws IOException {
        Cli.Result result = segment("--scale", "2.5");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .contains("Note: The image was scaled by 2.5 for the model; results have the images' own size.")
                .doesNotContain("Warning");
        assertThat(line(result)).containsExactly("three.png", "64", "48", "3", "2.5");
        assertThat(table()).endsWith(",2.5,9.027,");
        assertThat(Image.read(output.resolve("three-labels.png"))).hasToString("64x48 grey 16-bit");
    }

    @Test
    void aDiameterBringsObjectsToTheModelsMedian() throws IOException {
        Cli.Result result = segment("--diameter", 9, "--set", KNOWS);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(line(result)).containsExactly("three.png", "64", "48", "3", "2");
        assertThat(result.err()).contains("scaled by 2 for").doesNotContain("Warning");
    }

    @Test
    void aDiameterIsFoundByLooking() throws IOException {
        Cli.Result result = segment("--diameter", "auto", "--set", KNOWS.replace("18", "27"));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(table()).contains(",3,");
        assertThat(Double.parseDouble(line(result).get(4))).isBetween(2.8, 3.2);
    }

    @Test
    void objectsOfOtherSizesAreWarnedOf() throws IOException {
        Cli.Result result = segment("--set", KNOWS);

        assertThat(result.code()).isZero();
        assertThat(result.err())
                .contains("Warning: The objects in three.png are not of the sizes that the model was trained on")
                .contains("Try --scale 1.99, or --diameter auto.");
        assertThat(table()).endsWith(",1,9.027,1.994");
    }

    @Test
    void aScaleBeyondWhatIsUsualIsWarnedOfBeforeTheWork() {
        Cli.Result result = segment("--diameter", 3, "--set", KNOWS);
        Cli.Result usual = segment("--scale", 4);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .containsOnlyOnce(
                        "Warning: Images are made 6 times as wide and high before they go in, and take some 36"
                                + " times as long.");
        assertThat(usual.err()).doesNotContain("Warning");
    }

    @Test
    void nothingFoundAtAnotherScaleIsSaid() {
        Image.gray8(64, 48, new byte[64 * 48]).write(images.resolve("three.png"));

        assertThat(segment("--scale", 2).err()).contains("Nothing was found in what was scaled.", "try --scale 1, or");
        assertThat(segment().err()).doesNotContain("Nothing was found");
        TestImages.squares(images.resolve("two.png"), 2);
        assertThat(segment("--scale", 2).err()).doesNotContain("Nothing was found");
    }

    @Test
    void imagesWithAPixelSizeAreBroughtToTheModels() throws IOException {
        Image three = Image.read(images.resolve("three.png"));
        ImagePlus calibrated = new ImagePlus("c", new ByteProcessor(64, 48, three.bytes()));
        calibrated.getCalibration().pixelWidth = 1.5;
        calibrated.getCalibration().pixelHeight = 1.5;
        calibrated.getCalibration().setUnit("micron");
        assertThat(new FileSaver(calibrated)
                        .saveAsTiff(images.resolve("calibrated.tif").toString()))
                .isTrue();

        Cli.Result byFile = segment("--set", "pixel-size=0.5");
        List<String> ofFile = Files.readAllLines(output.resolve("segment.csv"));
        Cli.Result told = segment("--set", "pixel-size=0.5", "--pixel-size", 0.25);
        Cli.Result ofAModelThatSaysNothing = segment();

        assertThat(ofFile.get(1)).startsWith("calibrated.tif,64,48,3,").endsWith(",3,9.027,");
        assertThat(ofFile.get(2)).startsWith("three.png,64,48,3,").endsWith(",1,9.027,");
        assertThat(byFile.err()).contains("Note: 1 of 2 images were scaled by 3 for the model");
        assertThat(told.err()).contains("Note: All images were scaled by 0.5 for the model");
        assertThat(ofAModelThatSaysNothing.err()).doesNotContain("scaled");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --diameter 9 | object-diameters
                    --diameter auto | object-diameters
                    --pixel-size 0.3 | pixel-size
                    --diameter big | --diameter is 'big'; give 1 or more, or auto.
                    --diameter 0 | --diameter is 0; give 1 or more, or auto.
                    --scale 0 | --scale is 0; give 0.015625 to 64.
                    --scale 2 --diameter 9 | Both scale and diameter are given
                    """)
    void whatMakesNoSenseIsRefusedBeforeAnyWork(String options, String sentence) {
        Cli.Result result = segment((Object[]) options.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(sentence);
        assertThat(output.resolve("segment.csv")).doesNotExist();
    }

    @Test
    void resumingAtAnotherScaleDoesImagesAnew() throws IOException {
        segment("--scale", 2);
        String journal = Files.readString(output.resolve("segment-journal.jsonl"));
        segment("--scale", 2, "--resume");
        List<String> same = images();
        Cli.Result other = segment("--scale", 3, "--resume");

        assertThat(journal).contains("\"scale\":\"2\"");
        assertThat(same).hasSize(1);
        assertThat(images()).hasSize(2);
        assertThat(line(other)).contains("3");
    }

    private List<String> images() throws IOException {
        try (Stream<String> lines = Files.lines(output.resolve("segment-journal.jsonl"))) {
            return lines.filter(line -> line.contains("\"image\":")).collect(Collectors.toList());
        }
    }

    private Cli.Result segment(Object... more) {
        List<Object> command = new ArrayList<>(List.of("segment", images, "--model", model, "--output", output));
        command.addAll(Arrays.asList(more));
        return Cli.run(command.toArray());
    }

    private String table() throws IOException {
        return Files.readAllLines(output.resolve("segment.csv")).get(1);
    }

    /** The last line that is printed, without its seconds. */
    private static List<String> line(Cli.Result result) {
        List<String> cells = List.of(
                result.out().strip().lines().reduce("", (one, next) -> next).split(" +"));
        return cells.subList(0, cells.size() - 1);
    }
}
