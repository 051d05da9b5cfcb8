package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fovea.explain.method.Method;
import io.fovea.image.Image;
import io.fovea.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path images;
    private Path output;

    @BeforeEach
    void makeInput() throws IOException {
        model = TestModels.classifier(folder);
        images = TestImages.folder(folder);
        output = folder.resolve("out");
    }

    private Cli.Result explain(Object... more) {
        return Cli.run(List.of("explain", images, "--model", model, "--output", output), more);
    }

    @Test
    void writesAnOverlayAndAHeatMapOfEachImageAndATable() throws IOException {
        Cli.Result result = explain("--device", "cpu");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("Device: cpu");
        assertThat(Cli.written(output))
                .containsExactly(
                        "explain-journal.jsonl",
                        "explain.csv",
                        "report.html",
                        "seven-grad-cam.png",
                        "seven-grad-cam.tif",
                        "three-grad-cam.png",
                        "three-grad-cam.tif");
        Image heat = Image.read(output.resolve("three-grad-cam.tif"));
        assertThat(heat.toString()).isEqualTo("64x48 grey 32-bit");
        assertThat(Image.read(output.resolve("three-grad-cam.png")).toString()).isEqualTo("64x48 RGB 8-bit");
        List<String> table = Files.readAllLines(output.resolve("explain.csv"));
        assertThat(table).hasSize(3).first().isEqualTo("image,class,probability,layer,method,model,note");
        assertThat(table.get(1)).startsWith("seven.tif,").contains(",conv2d_2,grad-cam,");
        assertThat(result.out()).contains("seven.tif", "three.png", "conv2d_2");
    }

    @Test
    void severalClassesStandBesideEachOther() throws IOException {
        Cli.Result result =
                explain("--class", "3", "--class", "7", "--method", "layercam", "--colors", "viridis", "--bar");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(output)).contains("three-layercam-3.tif", "three-layercam-7.tif", "three-layercam.png");
        assertThat(Image.read(output.resolve("three-layercam.png")).width()).isGreaterThan(2 * 64);
        assertThat(Files.readAllLines(output.resolve("explain.csv"))).hasSize(5);
    }

    @Test
    void classesAndLayersAreListedInAnyWay() throws IOException {
        for (List<String> way : List.of(
                List.of("--class", "3,7", "--layer", "conv2d,conv2d_1"),
                List.of("--class", "3;7", "--layer", "conv2d;conv2d_1"),
                List.of("--class", "3", "--class", "7", "--layer", "conv2d", "--layer", "conv2d_1"))) {
            Cli.Result result = explain(way.toArray());

            assertThat(result.code()).as(result.err()).isZero();
            assertThat(Files.readAllLines(output.resolve("explain.csv")).stream()
                            .skip(1))
                    .extracting(line -> line.split(",")[1] + " " + line.split(",")[3])
                    .containsExactly(
                            "3 conv2d+conv2d_1", "7 conv2d+conv2d_1", "3 conv2d+conv2d_1", "7 conv2d+conv2d_1");
        }
    }

    @Test
    void scoresAreColumns() throws IOException {
        Path masks = Files.createDirectory(folder.resolve("masks"));
        TestImages.squares(masks.resolve("three.png"), 3);
        TestImages.squares(masks.resolve("seven.png"), 7);

        Cli.Result result = explain("--score", "--masks", masks);

        assertThat(result.code()).as(result.err()).isZero();
        List<String> table = Files.readAllLines(output.resolve("explain.csv"));
        assertThat(table.get(0)).endsWith("note,deletion,insertion,pointing,randomised");
        assertThat(table.get(1)).matches(".*,0\\.\\d+,0\\.\\d+,[01],-?\\d(\\.\\d+)?");
    }

    @Test
    void runsIntoOneFolderShareTheTable() throws IOException {
        explain("--class", "3");
        explain("--class", "3", "--layer", "conv2d_1");
        explain("--class", "3", "--method", "layercam");
        Files.delete(images.resolve("seven.tif"));
        Cli.Result result = explain("--class", "3", "--class", "8", "--score");

        assertThat(result.code()).as(result.err()).isZero();
        List<String> table = Files.readAllLines(output.resolve("explain.csv"));
        assertThat(table.get(0))
                .isEqualTo(
                        "image,class,probability,layer,method,model,note,deletion,insertion,pointing," + "randomised");
        assertThat(table.stream().skip(1).map(ExplainCommandTest::summary))
                .containsExactly(
                        "seven.tif 3 conv2d_2 grad-cam",
                        "seven.tif 3 conv2d_1 grad-cam",
                        "three.png 3 conv2d_1 grad-cam",
                        "seven.tif 3 conv2d_2 layercam",
                        "three.png 3 conv2d_2 layercam",
                        "three.png 3 conv2d_2 grad-cam scored",
                        "three.png 8 conv2d_2 grad-cam scored");
    }

    /** Image, class, layer and method of a row of the table, and whether it has scores at its end. */
    private static String summary(String row) {
        String[] cells = row.split(",");
        return String.join(" ", cells[0], cells[1], cells[3], cells[4]) + (row.endsWith(",,,,") ? "" : " scored");
    }

    @Test
    void masksLieAtThePathsOfTheImages() throws IOException {
        TestImages.squares(Files.createDirectories(images.resolve("deep")).resolve("three.png"), 3);
        Path masks = Files.createDirectories(folder.resolve("masks/deep"));
        TestImages.squares(masks.resolve("three.tif"), 3);

        Cli.Result result = explain("--masks", folder.resolve("masks"));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("no mask for '" + images.resolve("three.png") + "'")
                .doesNotContain("deep");
    }

    @Test
    void whoseMaskIsNewOrAnotherIsDoneAgain() throws IOException {
        Path masks = Files.createDirectory(folder.resolve("masks"));
        TestImages.squares(masks.resolve("three.png"), 3);
        assertThat(explain("--masks", masks).err()).contains("no mask for '" + images.resolve("seven.tif") + "'");
        TestImages.squares(masks.resolve("seven.png"), 7);

        Cli.Result added = explain("--masks", masks, "--resume");

        assertThat(added.code()).as(added.err()).isZero();
        assertThat(timesDone("seven.tif")).isEqualTo(1);
        assertThat(timesDone("three.png")).isEqualTo(1);
        Image.gray8(64, 48, new byte[64 * 48]).write(masks.resolve("three.png"));
        explain("--masks", masks, "--resume");
        assertThat(timesDone("seven.tif")).isEqualTo(1);
        assertThat(timesDone("three.png")).isEqualTo(2);
    }

    private long timesDone(String image) throws IOException {
        return Files.readAllLines(output.resolve("explain-journal.jsonl")).stream()
                .filter(line -> line.contains("\"image\":\"" + image + "\"") && line.contains("\"failure\":\"\""))
                .count();
    }

    @Test
    void aBadFileIsNamedAndTheOthersAreDone() throws IOException {
        Files.createFile(images.resolve("empty.png"));

        Cli.Result result = explain();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("empty.png");
        assertThat(Cli.written(output)).contains("three-grad-cam.png", "seven-grad-cam.png", "explain.csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--class|cow|no class 'cow'",
                "--layer|flatten|conv2d, max_pooling2d, conv2d_1, max_pooling2d_1, conv2d_2",
                "--method|magic|grad-cam, grad-cam++",
                "--option|copies=3|The method grad-cam has none",
                "--colors|hot|expected one of",
            })
    void whatIsNotThereIsRefusedBeforeAnythingIsWritten(String option, String value, String sentence) {
        Cli.Result result = explain(option, value);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(sentence).doesNotContain("\tat ");
        assertThat(output).doesNotExist();
    }

    @Test
    void optionsOfTheMethodAreSetAndKeptInTheTable() throws IOException {
        Cli.Result result = explain("--method", "smoothgrad", "--option", "noise=0.2", "--option", "copies=2");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(output)).contains("three-smoothgrad.png");
        assertThat(Files.readAllLines(output.resolve("explain.csv")).get(1))
                .contains(",smoothgrad copies=2 noise=0.2,");
    }

    @Test
    void theMethodsAreListedAsTheDocumentHasThem() throws IOException {
        Cli.Result result = Cli.run("explain", "--methods");

        assertThat(result.code()).as(result.err()).isZero();
        List<String> listed = result.out().lines().toList();
        assertThat(listed)
                .filteredOn(line -> line.startsWith("- "))
                .hasSameSizeAs(Method.all())
                .allMatch(line -> line.matches("- \\*\\*[a-z+-]+\\*\\*: .+\\. Needs .+\\. .+, \\d{4}\\."));
        assertThat(Files.readAllLines(Cli.root("docs/methods.md")))
                .as("docs/methods.md; 'fovea explain --methods' prints its list")
                .endsWith(listed.toArray(String[]::new));
    }

    @Test
    void theShippedDigitsLookAtTheStroke() {
        assumeThat(ModelLibrary.names()).as("models that this build ships").contains("digits");

        Cli.Result result = Cli.run(
                "explain",
                Cli.root("test-images/digits/font-7.png"),
                "--model",
                "digits",
                "--method",
                "integrated-gradients",
                "--output",
                output);

        assertThat(result.code()).as(result.err()).isZero();
        Image digit = Image.read(Cli.root("test-images/digits/font-7.png"));
        Image heat = Image.read(output.resolve("font-7-integrated-gradients.tif"));
        double on = 0;
        double off = 0;
        int strokes = 0;
        for (int y = 0; y < digit.height(); y++) {
            for (int x = 0; x < digit.width(); x++) {
                boolean stroke = digit.value(x, y, 0) > 100;
                strokes += stroke ? 1 : 0;
                on += stroke ? heat.value(x, y, 0) : 0;
                off += stroke ? 0 : heat.value(x, y, 0);
            }
        }
        int pixels = digit.width() * digit.height();
        assertThat(on / strokes).isGreaterThan(2 * off / (pixels - strokes));
    }

    /** The second run replaces the pictures of the first, and keeps its rows. */
    @Test
    void aRunOverAnotherCanBeMerged() throws IOException {
        Path masks = Files.createDirectory(folder.resolve("masks"));
        TestImages.squares(masks.resolve("three.png"), 3);
        TestImages.squares(masks.resolve("seven.png"), 7);
        assertThat(explain("--score", "--masks", masks, "--class", "3").code()).isZero();
        assertThat(explain("--resume", "--class", "7").code()).isZero();
        List<String> table = Files.readAllLines(output.resolve("explain.csv"));

        Cli.Result merged = Cli.run("merge", output);

        assertThat(merged.code()).as(merged.err()).isZero();
        assertThat(merged.out()).contains("explain.csv: 2 images");
        assertThat(table).hasSize(5);
        assertThat(Files.readAllLines(output.resolve("explain.csv"))).isEqualTo(table);
        Files.delete(output.resolve("three-grad-cam.tif"));
        assertThat(Cli.run("merge", output).err()).contains("1 of 2 images are not in 'explain.csv'");
    }
}
