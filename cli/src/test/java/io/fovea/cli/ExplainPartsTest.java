package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
