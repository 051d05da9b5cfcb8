package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Graph;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterfactualCommandTest {
    @TempDir
    private Path folder;

    private static Image stripes(int contrast) {
        byte[] pixels = new byte[256];
        for (int i = 0; i < 256; i++) {
            pixels[i] = (byte) (128 + (i % 4 < 2 ? contrast : -contrast));
        }
        return Image.gray8(16, 16, pixels);
    }

    private Path image(String name, Image image) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        image.write(file);
        return file;
    }

    private Path model() throws IOException {
        return TestModels.stripes(folder);
    }

    @Test
    void theSmallestChangesAreDrawnAndWritten() throws IOException {
        Path image = image("an image/striped.png", stripes(60));
        Path output = folder.resolve("out");
        Cli.Result result = Cli.run(
                List.of("counterfactual", image, "--model", model(), "--output", output, "--by", "pixels,blur,hue"));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(output)).containsExactly("counterfactual.csv", "striped-counterfactual.png");
        List<String> table = Files.readAllLines(output.resolve("counterfactual.csv"));
        assertThat(table.get(0)).isEqualTo("image,change,from,to,probability,amount,unit,largest");
        assertThat(table.get(1))
                .startsWith("striped.png,pixels,striped,plain,0.5")
                .contains(",grey levels,");
        assertThat(result.out()).contains("striped.png: striped,", "pixels");
        assertThat(result.err()).contains("Note: The answer is not turned by", "hue");
        assertThat(Image.read(output.resolve("striped-counterfactual.png")).width())
                .isEqualTo(3 * 240 + 2 * 8);
    }

    @Test
    void deepImagesAreDrawnToo() throws IOException {
        short[] deep = new short[256];
        for (int i = 0; i < 256; i++) {
            deep[i] = (short) (i % 4 < 2 ? 3000 : 1000);
        }
        Path image = image("deep.tif", Image.gray16(16, 16, deep));
        Path output = folder.resolve("out");
        Cli.Result result = Cli.run(
                List.of("counterfactual", image, "--model", model(), "--output", output, "--by", "pixels,blur,scale"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Image.read(output.resolve("deep-counterfactual.png")).depth())
                .isEqualTo(Image.Depth.UINT8);
    }

    /** Darker stripes of less contrast are drawn so, beside the image as it is, which is not stretched either. */
    @Test
    void aShiftedImageIsDrawnByTheLevelsOfTheImage() throws IOException {
        Path image = image("dim.png", stripes(60));
        Path output = folder.resolve("out");
        Cli.Result result =
                Cli.run(List.of("counterfactual", image, "--model", model(), "--output", output, "--by", "contrast"));

        assertThat(result.code()).as(result.err()).isZero();
        Image picture = Image.read(output.resolve("dim-counterfactual.png"));
        // Each of the 16 pixels by side is 15 wide; bright ones come first.
        float bright = picture.value(7, 7, 0);
        float dark = picture.value(37, 7, 0);
        assertThat(bright).isEqualTo(188);
        assertThat(dark).isEqualTo(68);
        float less = picture.value(248 + 7, 7, 0) - picture.value(248 + 37, 7, 0);
        assertThat(less).isBetween(1f, 110f);
    }

    /**
     * A few bright pixels beyond the percentiles, so that all is black to the model, until the image is enlarged or blurred.
     * What was not asked for by name stops nothing else.
     */
    @Test
    void ofAFlatDeepImageTheShiftsAreDoneAndPixelsAreNamed() throws IOException {
        short[] deep = new short[64 * 64];
        Arrays.fill(deep, (short) 1000);
        deep[32 * 64 + 32] = 30000;
        Path image = image("flat.tif", Image.gray16(64, 64, deep));
        Path model = folder.resolve("light.onnx");
        Graph graph = Graph.read(TestModels.brightness(folder, 0, 1));
        Card.of(
                        "light",
                        Task.CLASSIFICATION,
                        List.of("dark", "light"),
                        Input.resized(16, 16, Color.GRAY),
                        OutputValues.LOGITS)
                .writeTo(graph);
        graph.write(model);
        Path output = folder.resolve("out");
        List<Object> call = List.of("counterfactual", image, "--model", model, "--output", output);

        Cli.Result named = Cli.run(call, "--by", "pixels,scale");
        assertThat(named.code()).isEqualTo(2);
        assertThat(named.err()).contains("no change of pixels can be given");
        assertThat(output.resolve("counterfactual.csv")).doesNotExist();

        Cli.Result all = Cli.run(call);
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(all.err())
                .contains(
                        "Note: The image, or a channel of it, has one grey level",
                        "not turned by brightness, contrast");
        assertThat(Files.readAllLines(output.resolve("counterfactual.csv")))
                .anyMatch(row -> row.startsWith("flat.tif,larger,dark,light,"))
                .noneMatch(row -> row.contains("pixels,dark"));
    }

    @Test
    void whatCannotBeIsSaidInASentence() throws IOException {
        Path image = image("striped.png", stripes(60));
        Path output = folder.resolve("out");
        List<Object> call = List.of("counterfactual", image, "--model", model(), "--output", output);
        assertThat(Cli.run(call, "--to", "striped").err()).contains("answers 'striped' as it is");
        assertThat(Cli.run(call, "--to", "zebra").err()).contains("no class 'zebra'");
        assertThat(Cli.run(call, "--by", "colour").err()).contains("'colour' is no shift of an image");
        assertThat(Cli.run(call, "--sigma", -1).code()).isEqualTo(2);
        Cli.Result nothing = Cli.run(call, "--by", "hue");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("Nothing that was tried turns the answer 'striped'");
        Files.writeString(folder.resolve("bad.png"), "no image");
        assertThat(Cli.run(List.of("counterfactual", folder.resolve("bad.png"), "--model", model(), "--output", output))
                        .err())
                .contains("bad.png");
    }

    @Test
    void robustnessIsMeasuredOnAFolder() throws IOException {
        for (int i = 0; i < 3; i++) {
            image("all/striped/" + i + ".png", stripes(20 + 30 * i));
        }
        Files.writeString(folder.resolve("all/striped/bad.png"), "no image");
        Path output = folder.resolve("out");
        Cli.Result result = Cli.run(List.of(
                "robustness", folder.resolve("all"), "--model", model(), "--output", output, "--by", "contrast,blur"));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("bad.png");
        assertThat(Cli.written(output)).containsExactly("robustness.csv", "robustness.png");
        List<String> table = Files.readAllLines(output.resolve("robustness.csv"));
        assertThat(table.get(0)).isEqualTo("shift,amount,unit,images,accuracy,unchanged");
        assertThat(table).hasSize(1 + 11 + 6).contains("contrast,100,%,3,1,1", "blur,0,pixels,3,1,1");
        assertThat(result.out()).contains("contrast", "100 %");
        assertThat(Image.read(output.resolve("robustness.png")).height()).isEqualTo(300);
    }

    @Test
    void robustnessToWhatNoImageHasIsRefused() throws IOException {
        Path images = image("grey/one.png", stripes(60)).getParent();
        Path output = folder.resolve("out");
        Cli.Result result =
                Cli.run(List.of("robustness", images, "--model", model(), "--output", output, "--by", "hue"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("only colours have a hue");
        assertThat(output.resolve("robustness.csv")).doesNotExist();
    }

    @Test
    void withoutKnownClassesTheAnswersThatStayAreCounted() throws IOException {
        Path images = image("some/one.png", stripes(60)).getParent();
        short[] deep = new short[256];
        Arrays.fill(deep, (short) 700);
        deep[3] = 4000;
        image("some/deep.tif", Image.gray16(16, 16, deep));
        Path output = folder.resolve("out");
        Cli.Result result =
                Cli.run(List.of("robustness", images, "--model", model(), "--output", output, "--by", "brightness"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readAllLines(output.resolve("robustness.csv"))).contains("brightness,0,%,2,,1");
    }
}
