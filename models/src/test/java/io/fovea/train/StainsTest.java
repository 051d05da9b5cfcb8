package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.batch.FileImages;
import io.fovea.batch.PageChoice;
import io.fovea.data.ImageReader;
import io.fovea.fit.TrainingMonitor;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import io.fovea.score.Evaluation;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains on a problem that neither stain answers alone: do the spots of both lie at one place, or apart? */
class StainsTest {
    private static final int SIDE = 28;
    private static final String RECIPE =
            """
            name: together
            architecture: zoo:digits
            task: classification
            labels: [apart, together]
            input: {width: 28, height: 28, channelNames: [DAPI, GFP]}
            data: {kind: folder, images: spots}
            split: {seed: 1, validation: 0.2, test: 0.2, balanced: true}
            augmentation: {horizontalFlip: true, verticalFlip: true, brightness: 0.05, contrast: 0.2, hue: 20}
            training: {epochs: 8, batch: 16, optimizer: adam, learningRate: 0.002, seed: 3, precision: fp32}
            """;

    @TempDir
    Path folder;

    @Test
    void aModelOfTwoStainsLearnsWhatNeedsBoth() {
        write(160);
        Path output = folder.resolve("together.onnx");

        Evaluation evaluation =
                new Training(Recipe.parse(RECIPE, "of the test"), folder).run(output, false, TrainingMonitor.NONE);

        assertThat(evaluation.metrics())
                .hasEntrySatisfying("accuracy", a -> assertThat(a).isGreaterThan(0.95));
        assertThat(output.resolveSibling("together-report.html")).content().contains("DAPI and GFP");
        Model model = Model.read(output);
        assertThat(model.card().input().color()).isEqualTo(Color.CHANNELS);
        assertThat(model.card().input().channelNames()).containsExactly("DAPI", "GFP");
        Path file = folder.resolve("spots/together/1.tif");
        PageChoice choice = PageChoice.ALL.feeding(model.card().input());
        try (FileImages images = FileImages.open(file, choice);
                Classifier classifier = Classifier.open(model, Device.CPU)) {
            Image both = images.read(0);
            assertThat(classifier.classify(both, Cancellation.NONE).best().label())
                    .isEqualTo("together");
            // The same stain twice is always at one place, an empty one never.
            Image one = both.channel(0);
            assertThat(classifier
                            .classify(Image.ofChannels(List.of(one, one)), Cancellation.NONE)
                            .best()
                            .label())
                    .isEqualTo("together");
            assertThatThrownBy(() -> classifier.classify(one, Cancellation.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("The image has 1 channel and the model takes 2 channels");
        }
    }

    @Test
    void dataOfOtherChannelsIsRefusedByName() {
        write(40);
        Recipe three = Recipe.parse(
                RECIPE.replace("channelNames: [DAPI, GFP]", "channels: 3, color: channels"), "of the test");

        assertThatThrownBy(() ->
                        new Training(three, folder).run(folder.resolve("three.onnx"), false, TrainingMonitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(
                        ".tif' has 2 channels, the model takes 3 channels; the recipe's 'channels', 'color'"
                                + " and 'channelNames' say what it takes.");
    }

    @Test
    void picturesOfOtherKindsAreRefusedByName() {
        Path photo = folder.resolve("photo.png");
        Image.rgb8(1, 1, new byte[3]).write(photo);
        assertThatThrownBy(() -> ImageReader.of(input("channels: 2")).read(photo))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("'" + photo + "': The image is RGB, a colour picture, and the model takes 2");
        assertThatThrownBy(() -> ImageReader.of(input("channels: 2")).read(folder.resolve("no.tif")))
                .hasMessageContaining("There is no file");
    }

    @Test
    void aRecipeSaysWhatItsChannelsAre() {
        assertThat(input("channels: 1").color()).isEqualTo(Color.GRAY);
        assertThat(input("channels: 3").color()).isEqualTo(Color.RGB);
        assertThat(input("channels: 3, color: channels").color()).isEqualTo(Color.CHANNELS);
        assertThat(input("channels: 16").color()).isEqualTo(Color.CHANNELS);
        assertThat(input("channelNames: [a, b, c]").color()).isEqualTo(Color.CHANNELS);
        assertThat(input("channelNames: [a, b, c]").channels()).isEqualTo(3);
        assertThatThrownBy(() -> input("channels: 17")).hasMessageContaining("trained on 1 (grey) to 16");
        assertThatThrownBy(() -> input("channels: 2, color: rgb"))
                .hasMessageContaining("'color' is 'rgb' for 2 channels");
        assertThatThrownBy(() -> input("channels: 2, channelNames: [a]"))
                .hasMessageContaining("'channelNames' names 1 channels, and there are 2");
    }

    private static io.fovea.model.Input input(String words) {
        return Recipe.parse(RECIPE.replace("channelNames: [DAPI, GFP]", words), "of the test")
                .input()
                .toInput();
    }

    private void write(int count) {
        Random random = new Random(5);
        for (int i = 0; i < count; i++) {
            boolean together = i % 2 == 1;
            short[] pixels = new short[2 * SIDE * SIDE];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (short) (500 + random.nextInt(200));
            }
            int x = 5 + random.nextInt(SIDE - 10);
            int y = 5 + random.nextInt(SIDE - 10);
            spot(pixels, 0, x, y, 20_000);
            spot(pixels, 1, together ? x : (x + SIDE / 2) % SIDE, together ? y : (y + SIDE / 2) % SIDE, 3000);
            Path file = folder.resolve("spots/" + (together ? "together/" : "apart/") + i + ".tif");
            assertThat(file.getParent().toFile().mkdirs()
                            || file.getParent().toFile().isDirectory())
                    .isTrue();
            Image.channels16(SIDE, SIDE, 2, pixels).write(file);
        }
    }

    private static void spot(short[] pixels, int channel, int x, int y, int height) {
        for (int dy = -3; dy <= 3; dy++) {
            for (int dx = -3; dx <= 3; dx++) {
                if (dx * dx + dy * dy < 12 && x + dx >= 0 && y + dy >= 0 && x + dx < SIDE && y + dy < SIDE) {
                    pixels[2 * ((y + dy) * SIDE + x + dx) + channel] += (short) height;
                }
            }
        }
    }
}
