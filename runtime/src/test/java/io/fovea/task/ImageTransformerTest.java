package io.fovea.task;

import static io.fovea.task.Painters.bent;
import static io.fovea.task.Painters.card;
import static io.fovea.task.Painters.conv;
import static io.fovea.task.Painters.plain;
import static io.fovea.task.Painters.repeating;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Normalisation;
import io.fovea.image.Pages;
import io.fovea.image.Stretch;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTransformerTest {
    @TempDir
    Path folder;

    private static final Normalisation SIGNED =
            new Normalisation(1, new float[] {127.5f}, new float[] {127.5f}, Stretch.DEEP, 0, 100);

    @Test
    void tilesOfAnEnlargingNetworkAreSeamless() {
        Model model = Model.of(Nets.randomEnlarging(3, -1, 5));
        assertThat(model.card().task()).isEqualTo(Task.TRANSFORM);
        assertThat(model.card().input().fit()).isEqualTo(Fit.TILE);
        // Two 3x3 kernels reach two pixels far, and the last of a pixel's three columns sees nothing more.
        assertThat(model.card().input().halo()).isBetween(2, 3);
        Image image = Nets.noise(61, 47, 1, 7);
        float[] whole = transformed(model, image, 100_000).floats();
        float[] tiled = transformed(model, image, 400).floats();

        assertThat(whole).hasSize(61 * 3 * 47 * 3);
        assertThat(tiled).usingComparatorWithPrecision(1e-3f).containsExactly(whole);
    }

    @Test
    void aNetworkOfOneSizeIsTiledAtItsOwnResolution() {
        Image image = Nets.noise(50, 37, 1, 8);
        Model fixed = Model.of(Nets.randomEnlarging(2, 24, 6));
        assertThat(fixed.card().input().width()).hasValue(24);
        assertThat(fixed.card().input().fit()).isEqualTo(Fit.TILE);

        float[] tiled = transformed(fixed, image, 1000).floats();

        float[] whole = transformed(Model.of(Nets.randomEnlarging(2, -1, 6)), image, 100_000)
                .floats();
        // At its right and lower border the one sees mirrored pixels where the other sees zeros, or none.
        int inside = 0;
        for (int y = 0; y < 2 * (37 - 3); y++) {
            for (int x = 0; x < 2 * (50 - 3); x++) {
                assertThat(tiled[y * 100 + x]).isCloseTo(whole[y * 100 + x], within(1e-3f));
                inside++;
            }
        }
        assertThat(inside).isGreaterThan(6000);
    }

    @Test
    void everyPixelBecomesABlockOfItsValue() {
        Model model = Model.of(repeating(1, 2, -1));
        Image image = Image.gray8(2, 2, new byte[] {0, 100, (byte) 200, -1});

        Image larger = made(model, image);

        assertThat(larger).isEqualTo(Image.gray8(4, 4, new byte[] {
            0, 0, 100, 100, 0, 0, 100, 100, (byte) 200, (byte) 200, -1, -1, (byte) 200, (byte) 200, -1, -1
        }));
    }

    @Test
    void aColourImageKeepsItsColoursWhereGreyIsEnlarged() {
        Model model = Model.of(repeating(1, 2, -1));
        byte[] red = {(byte) 200, 30, 60, (byte) 200, 30, 60, (byte) 200, 30, 60, (byte) 200, 30, 60};

        Image larger = made(model, Image.rgb8(2, 2, red));

        assertThat(larger.width()).isEqualTo(4);
        for (int i = 0; i < 16; i++) {
            assertThat(larger.value(i % 4, i / 4, 0)).isCloseTo(200, within(1f));
            assertThat(larger.value(i % 4, i / 4, 1)).isCloseTo(30, within(1f));
            assertThat(larger.value(i % 4, i / 4, 2)).isCloseTo(60, within(1f));
        }
    }

    @Test
    void aGreyNetworkThatKeepsTheSizeGivesGreyForColour() {
        Model model = copying(1, Input.whole(Color.GRAY));

        assertThat(made(model, Image.rgb8(1, 1, new byte[] {30, 60, 90})))
                .isEqualTo(Image.gray8(1, 1, new byte[] {60}));
    }

    @Test
    void anImageOfAnotherSizeIsResizedAndItsAnswerBack() {
        Model model = Model.of(repeating(3, 2, 4)).withCard(card(resized(4, Color.RGB)));

        Image larger = made(model, Nets.noise(6, 5, 3, 3));

        assertThat(larger.width()).isEqualTo(12);
        assertThat(larger.height()).isEqualTo(10);
        assertThat(larger.channels()).isEqualTo(3);
    }

    @Test
    void blueFirstComesBackAsItWent() {
        Image image = Nets.noise(5, 4, 3, 9);

        assertThat(made(copying(3, Input.whole(Color.BGR)), image)).isEqualTo(image);
    }

    /** Values that the model was given stand for pixels; its answers do, too. */
    @Test
    void answersAreInTheUnitsOfTheImage() {
        Image image = Nets.noise(5, 4, 1, 9);
        Image deep = Image.gray16(2, 2, new short[] {1000, 1500, 2000, 3000});
        Image real = Image.gray32(2, 2, new float[] {-1, 0, 0.5f, 7});
        Model model = copying(1, Input.whole(Color.GRAY).withNormalisation(SIGNED));

        assertThat(made(model, image)).isEqualTo(image);
        assertThat(made(model, deep).floats())
                .usingComparatorWithPrecision(0.1f)
                .containsExactly(1000, 1500, 2000, 3000);
        assertThat(made(model, real).floats())
                .usingComparatorWithPrecision(1e-3f)
                .containsExactly(-1, 0, 0.5f, 7);
    }

    @Test
    void whatIsBeyondEightBitsIsCutOff() {
        Graph graph = plain(1, -1, "Conv");
        graph.put("w", Tensor.of(new float[] {2}, 1, 1, 1, 1));
        graph.put("b", Tensor.of(-100f));
        Model model = Model.of(conv(graph)).withCard(card(Input.whole(Color.GRAY)));

        assertThat(made(model, Image.gray8(3, 1, new byte[] {10, 100, -1})).bytes())
                .containsExactly(0, 100, -1);
    }

    @Test
    void whiteIsTheImagesWhite() {
        // A sigmoid of very large numbers is 1, of very small ones 0.
        Model model = Model.of(bent("Sigmoid", 255, 0)).withCard(card(Input.whole(Color.RGB)));
        Image dark = Image.rgb8(1, 1, new byte[3]);
        Image light = Image.rgb8(1, 1, new byte[] {-1, -1, -1});
        Image deep = Image.rgb16(2, 1, new short[] {100, 100, 100, 900, 900, 900});

        assertThat(made(model, dark).bytes()).containsExactly(127 + 1, 127 + 1, 127 + 1);
        assertThat(made(model, light).bytes()).containsExactly(-1, -1, -1);
        assertThat(made(model, deep).floats()).containsExactly(500, 500, 500, 900, 900, 900);
    }

    /** The hyperbolic tangent of very large numbers is 1, which is white; that of 0 is in the middle. */
    @Test
    void minusOneIsTheImagesBlack() {
        Model model = Model.of(bent("Tanh", 1, 0)).withCard(card(Input.whole(Color.RGB)));

        assertThat(made(model, Image.rgb8(2, 1, new byte[] {0, 0, 0, -1, -1, -1}))
                        .bytes())
                .containsExactly(128, 128, 128, 255, 255, 255);
    }

    @Test
    void othersAreRefusedByName() {
        Model painter = Model.of(repeating(1, 2, -1));
        assertThatThrownBy(() -> Segmenter.open(painter, Device.CPU))
                .hasMessage("The model 'repeating' cannot segment: it makes an image of an image.");
        assertThatThrownBy(() -> Explainer.open(painter, ExplainOptions.DEFAULT, Device.CPU))
                .hasMessage("The model 'repeating' cannot be explained: it makes an image of an image.");
        Model five = Nets.thresholdTrimap().withCard(card(Input.tiled(Color.GRAY, 0, 1)));
        assertThat(made(five, Nets.noise(3, 3, 1, 1)).channels()).isEqualTo(3);
        Graph two = plain(1, -1, "Conv");
        two.put("w", Tensor.of(new float[] {1, 1}, 2, 1, 1, 1));
        two.put("b", Tensor.of(0f, 0f));
        Model pairs = Model.of(conv(two)).withCard(card(Input.whole(Color.GRAY)));
        assertThatThrownBy(() -> made(pairs, Nets.noise(3, 3, 1, 1)))
                .hasMessageContaining("answers with 2 values for each pixel");
    }

    @Test
    void answersThatAreNoNumbersAreRefused() {
        Graph graph = plain(1, -1, "Conv");
        graph.put("w", Tensor.of(new float[] {Float.NaN}, 1, 1, 1, 1));
        graph.put("b", Tensor.of(0f));
        Model model = Model.of(conv(graph)).withCard(card(Input.whole(Color.GRAY)));

        assertThatThrownBy(() -> made(model, Nets.noise(3, 3, 1, 1)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("no numbers");
    }

    @Test
    void pictureAndTableAreNamedAfterTheModel() {
        TransformedImage made = new TransformedImage("a/b c", Image.gray8(2, 1, new byte[2]), 0.5);

        Outcome outcome = Jobs.TRANSFORM.outcome(made, Image.gray8(1, 1, new byte[1]), JobSettings.USUAL);

        assertThat(outcome.pictures()).containsOnlyKeys("-a-b-c.png");
        assertThat(outcome.findings().columns()).containsExactly("width", "height");
        assertThat(outcome.findings().rows()).containsExactly(List.of(2, 1));
    }

    @Test
    void channelsThatAreNoColoursAreWrittenToAFileThatHoldsThem() {
        Image stains = Image.channels8(2, 1, 4, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

        Outcome outcome = Jobs.TRANSFORM.outcome(new TransformedImage("m", stains, 0.5), stains, JobSettings.USUAL);
        outcome.pictures().forEach((name, picture) -> picture.write(folder.resolve("a" + name)));

        assertThat(outcome.pictures()).containsOnlyKeys("-m.tif");
        try (Pages pages = Pages.open(folder.resolve("a-m.tif"))) {
            assertThat(pages.count()).isEqualTo(4);
            assertThat(pages.read(3).bytes()).containsExactly(4, 8);
        }
    }

    private static Image made(Model model, Image image) {
        try (ImageTransformer transformer = ImageTransformer.open(model, Device.CPU)) {
            return transformer.transform(image, Monitor.NONE).image();
        }
    }

    /** As float, of an image given as float. */
    private static Image transformed(Model model, Image image, int largestWhole) {
        Model stretchless = model.withCard(
                card(model.card().input().withNormalisation(Normalisation.RAW.with(Stretch.NONE, 0, 100))));
        float[] values = new float[image.bytes().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = image.bytes()[i] & 0xff;
        }
        try (ImageTransformer transformer = ImageTransformer.open(stretchless, Device.CPU, largestWhole)) {
            return transformer
                    .transform(Image.gray32(image.width(), image.height(), values), Monitor.NONE)
                    .image();
        }
    }

    private static Input resized(int side, Color color) {
        return Input.resized(side, side, color);
    }

    private static Model copying(int channels, Input input) {
        return Model.of(plain(channels, -1, "Identity")).withCard(card(input));
    }
}
