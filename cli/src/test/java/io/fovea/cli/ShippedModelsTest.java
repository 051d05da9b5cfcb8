package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.model.ModelLibrary;
import io.fovea.recipe.data.RecipeData;
import io.fovea.transfer.SeenData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What trainings take from the models that are shipped. */
class ShippedModelsTest {
    private static final int PHOTOS = 12;

    @TempDir
    private Path folder;

    /** Without it the data that a model was trained with is taken for new, and its score there for one on unseen images. */
    @Test
    void everyModelKeepsTheFingerprintOfItsData() {
        assertThat(ModelLibrary.names()).isNotEmpty().allSatisfy(name -> assertThat(
                        ModelLibrary.find(name).graph().metadata().get(RecipeData.FINGERPRINT_KEY))
                .matches("[0-9a-f]{64}"));
    }

    /** It saw the cats and dogs of CIFAR-10, which {@code photos} learned from too, before those of its own data. */
    @Test
    void aModelThatSawSeveralSetsInTurnKeepsAllOfThem() {
        assertThat(SeenData.of(ModelLibrary.find("cats-dogs")))
                .hasSize(3)
                .containsAll(SeenData.of(ModelLibrary.find("photos")));
    }

    /** Not those of a network that has learned from few photographs itself, though it answers for images too. */
    @Test
    void fewPhotographsOfOtherLabelsBeginWithTheLayersThatHaveSeenMany() throws IOException {
        photographs("ships", "trains");
        Path model = folder.resolve("made.onnx");

        Cli.Result trained = Cli.run("train", folder.resolve("data"), "--time", "1s", "--output", model);

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(Files.readString(folder.resolve("made-recipe.yaml"))).containsPattern("model: photos +#");
    }

    /** A head of two numbers is kept, though a new one for two labels would be of one. */
    @Test
    void aKeptHeadIsTrainedByTheLossThatFitsIt() throws IOException {
        photographs("cat", "dog");
        Path model = folder.resolve("made.onnx");

        Cli.Result trained =
                Cli.run("train", folder.resolve("data"), "--like", "photos", "--time", "1s", "--output", model);

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(Files.readString(folder.resolve("made-recipe.yaml"))).contains("mode: continue", "loss: auto");
    }

    private void photographs(String... labels) throws IOException {
        Random random = new Random(7);
        for (String label : labels) {
            Path of = Files.createDirectories(folder.resolve("data").resolve(label));
            for (int number = 0; number < PHOTOS; number++) {
                BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
                for (int pixel = 0; pixel < 64 * 64; pixel++) {
                    image.setRGB(pixel % 64, pixel / 64, random.nextInt(1 << 24));
                }
                ImageIO.write(image, "png", of.resolve(number + ".png").toFile());
            }
        }
    }
}
