package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects, pixels, contrasts and numbers. */
class ExplainPartsTest {
    @TempDir
    private Path folder;

    private Path image;
    private Path output;

    /** Two squares of 6x6 pixels, 150 and 200. */
    @BeforeEach
    void makeInput() throws IOException {
        byte[] pixels = new byte[64 * 48];
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 6; x++) {
                pixels[(4 + y) * 64 + 4 + x] = (byte) 150;
                pixels[(30 + y) * 64 + 50 + x] = (byte) 200;
            }
        }
        image = Files.createDirectory(folder.resolve("my images")).resolve("two squares.png");
        Image.gray8(64, 48, pixels).write(image);
        output = folder.resolve("out");
    }

    private Cli.Result explain(Path model, Object... more) {
        return Cli.run(List.of("explain", image, "--model", model, "--method", "saliency", "--output", output), more);
    }

    @Test
    void anObjectIsARowAndAPictureOfIt() throws IOException {
        Path model = TestModels.trimap(folder);

        Cli.Result result = explain(model, "--object", "1,2");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(output))
                .containsExactly(
                        "explain-journal.jsonl",
                        "explain.csv",
                        "report.html",
                        "two squares-object1-saliency.png",
                        "two squares-object1-saliency.tif",
                        "two squares-object2-saliency.png",
                        "two squares-object2-saliency.tif");
        // The score is the brightness less 100, and rests on the object's pixels alone.
        assertThat(Files.readAllLines(output.resolve("explain.csv")))
                .containsExactly(
                        "image,class,probability,layer,method,model,note,object,against,score,inside,x,y,width,height",
                        "two squares.png,foreground,1,input,saliency,bright,,1,,50,1,0,0,58,48",
                        "two squares.png,foreground,1,input,saliency,bright,,2,,100,1,2,0,62,48");
        assertThat(result.out()).contains("object", "inside", "100%");

        // What was said of whole images and other parts stays.
        assertThat(explain(model).code()).isZero();
        assertThat(explain(model, "--at", "52,32", "--against", "background").code())
                .isZero();
        assertThat(Files.readAllLines(output.resolve("explain.csv")))
                .hasSize(5)
                .anyMatch(row -> row.contains("\"52,32\",background,200,"));
        assertThat(output.resolve("two squares-at-52-32-saliency.png")).exists();
    }

    @Test
    void aContrastIsToOneClass() throws IOException {
        Cli.Result result = explain(TestModels.trimap(folder), "--at", "52,32", "--against", "background,contour");

        assertThat(result.code()).isNotZero();
        assertThat(result.err())
                .contains(
                        "'background,contour' names 2 classes of the model 'bright'; give the label or index of one.");
    }

    @Test
    void aNumberIsExplained() throws IOException {
        Path model = TestModels.brightness(folder, 0.5f);

        Cli.Result result = explain(model);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readAllLines(output.resolve("explain.csv")).get(1)).startsWith("two squares.png,value,");
        assertThat(output.resolve("two squares-saliency.tif")).exists();
    }

    /** Of an object, a pixel and the whole image: rows and pictures that do not replace one another. */
    @Test
    void uncertaintyAndValleyAreRowsOfTheirOwn() throws IOException {
        Path model = TestModels.trimap(folder);

        assertThat(explain(model, "--uncertainty").code()).isZero();
        assertThat(explain(model, "--uncertainty", "--object", "1").code()).isZero();
        Cli.Result valley = explain(model, "--valley", "2,1");

        assertThat(valley.code()).as(valley.err()).isZero();
        assertThat(valley.out()).contains("valley", "2,1");
        assertThat(Files.readAllLines(output.resolve("explain.csv")))
                .hasSize(4)
                .anyMatch(row -> row.startsWith("two squares.png,uncertainty,") && row.contains(",1,,"))
                // From 150 to 0: the lower square's brightness less that of what lies between.
                .anyMatch(row -> row.startsWith("two squares.png,valley,") && row.contains("\"2,1\",,"));
        assertThat(Cli.written(output))
                .contains(
                        "two squares-uncertainty-saliency.png",
                        "two squares-object1-uncertainty-saliency.tif",
                        "two squares-valley-2-1-saliency.png");
        assertThat(explain(model, "--valley", "2").err()).contains("A valley lies between two objects, and one");
        assertThat(explain(model, "--valley", "1,2", "--object", "1").err()).contains("leave --object out");
        assertThat(explain(model, "--valley", "1,2", "--uncertainty").code()).isEqualTo(2);
    }

    /** The brightness by 1 and by -0.5, of whatever image, points one way. */
    @Test
    void similarityIsToTheImageThatIsGiven() throws IOException {
        Path other = folder.resolve("another one.png");
        byte[] dim = new byte[64];
        Arrays.fill(dim, (byte) 9);
        Image.gray8(8, 8, dim).write(other);
        Path model = TestModels.brightness(folder, 1, -0.5f);

        Cli.Result result = explain(model, "--similar-to", other, "--task", "measure");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readAllLines(output.resolve("explain.csv")).get(1))
                .startsWith("two squares.png,similarity to another one.png,")
                .contains("To the model the image is what 'another one.png' is");
        assertThat(output.resolve("two squares-similarity-saliency.png")).exists();
        assertThat(explain(model, "--similar-to", folder.resolve("none.png")).err())
                .contains("none.png");
    }

    @Test
    void whatCannotBeExplainedIsSaid() throws IOException {
        Path trimap = TestModels.trimap(folder);
        Path sorted = TestModels.detector(folder);

        assertThat(explain(trimap, "--object", "3").err()).contains("finds 2 objects in the image, and no object 3");
        assertThat(explain(trimap, "--at", "9").err()).contains("'9' is no pixel; give X,Y");
        assertThat(explain(trimap, "--object", "1", "--score").err()).contains("without --score and --masks");
        assertThat(explain(sorted, "--object", "1").err()).contains("sorts its boxes out itself");
        assertThat(explain(sorted).err()).contains("one of them can, by its number in detect.csv");
        assertThat(explain(TestModels.classifier(folder), "--object", "1").err())
                .contains("answers for images as a whole");
    }
}
