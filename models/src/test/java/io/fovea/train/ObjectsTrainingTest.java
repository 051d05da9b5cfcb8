package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.fit.TrainingMonitor;
import io.fovea.model.DetectorHead;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.recipe.Recipe;
import io.fovea.score.Evaluation;
import io.fovea.score.MeasuredPart;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that tell bright discs apart, which touch each other, by stars and by flows. */
class ObjectsTrainingTest {
    private static final int SIDE = 32;
    private static final int IMAGES = 42;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"STARDIST, 28", "CELLPOSE, 12"})
    void touchingDiscsAreToldApart(DetectorHead head, int epochs) throws IOException {
        discs();
        Path output = folder.resolve("discs.onnx");
        Recipe recipe = recipe(head);
        recipe = recipe.withTraining(recipe.training().with(draft -> draft.epochs = epochs));
        Evaluation evaluation = new Training(recipe, folder).run(output, false, TrainingMonitor.NONE);
        System.err.println(
                evaluation.metrics() + " " + Model.read(output).card().thresholds());
        assertThat(evaluation.metrics().get("average_precision_50")).isGreaterThan(0.7);
        Model model = Model.read(output);
        assertThat(model.card().trust().limit()).as("what it knows is kept").isPositive();
        assertThat(model.card().task()).isEqualTo(Task.INSTANCES);
        assertThat(model.card().head()).isEqualTo(head);
        assertThat(model.card().labels()).containsExactly("background", "disc");
        assertThat(Evaluation.of(model, folder, MeasuredPart.TEST, Device.CPU, Monitor.NONE)
                        .metrics())
                .containsAllEntriesOf(evaluation.metrics());
        assertThat(output.resolveSibling("discs-report.html")).content().contains("disc", "background");
    }

    @Test
    void aRecipeKeepsHowObjectsAreToldApart() {
        Recipe recipe = recipe(DetectorHead.STARDIST);
        assertThat(Recipe.parse(recipe.toYaml(), "of the test")).isEqualTo(recipe);
        assertThat(recipe.objects().orElseThrow().answers()).isEqualTo(33);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "objects: {head: stardist} | '' | has the task instances, but does not say how",
                "task: instances | task: trimap | has 'objects', which are for the task instances; its task is trimap",
                "labels: [disc] | labels: [disc, star] | have one label, such as nucleus",
                "epochs: 16 | epochs: 16, loss: dice | has 'objects', which have a loss of their own",
                "epochs: 16 | epochs: 16, borderWeight: 10 | has 'objects', which have a loss of their own",
                "epochs: 16 | epochs: 16, mixUp: 0.2 | mixes images, which is for answers to whole images",
                "head: stardist | head: yolox | The 'head' of 'objects' is 'yolox'; it is stardist or cellpose",
                "head: stardist | head: stardist, rays: 4 | 'rays' is 4",
                "head: stardist | head: cellpose, rays: 32 | The 'objects' have 'rays', which are StarDist's",
                "labels: [disc] | labels: [background] | have one label, such as nucleus",
                "epochs: 16 | epochs: 16, monitor: val_f1 | monitors val_f1, which is not measured"
            })
    void whatDoesNotGoWithObjectsIsRefused(String words, String others, String complaint) {
        assertThatThrownBy(() -> Recipe.parse(text("stardist").replace(words, others), "of the test")
                        .requireConsistent())
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(complaint);
    }

    private static Recipe recipe(DetectorHead head) {
        return Recipe.parse(text(head.name().toLowerCase(Locale.ROOT)), "of the test");
    }

    private static String text(String head) {
        return """
                name: discs
                architecture: zoo:unet
                task: instances
                labels: [disc]
                objects: {head: %s}
                input: {channels: 1, fit: tile, halo: 44, multiple: 16, stretch: none}
                data: {kind: instances, images: images, labels: labels, crop: 32}
                split: {seed: 1, validation: 10, test: 8}
                training: {epochs: 16, batch: 4, optimizer: adam, learningRate: 0.005, schedule: cosine, seed: 3, precision: fp32}
                """
                .formatted(head);
    }

    /** Images of three discs, each beside another one or by itself. */
    private void discs() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("labels"));
        Random random = new Random(5);
        for (int n = 0; n < IMAGES; n++) {
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            BufferedImage labels = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            for (int disc = 1; disc <= 3; disc++) {
                int x = 7 + random.nextInt(SIDE - 14);
                int y = 7 + random.nextInt(SIDE - 14);
                int radius = 4 + random.nextInt(3);
                int bright = 120 + random.nextInt(100);
                if (!isFree(labels, x, y, radius)) {
                    continue;
                }
                for (int dy = -radius; dy <= radius; dy++) {
                    for (int dx = -radius; dx <= radius; dx++) {
                        if (Math.hypot(dx, dy) <= radius) {
                            image.getRaster().setSample(x + dx, y + dy, 0, bright - (int) (2 * Math.hypot(dx, dy)));
                            labels.getRaster().setSample(x + dx, y + dy, 0, disc);
                        }
                    }
                }
            }
            ImageIO.write(image, "png", folder.resolve("images/" + n + ".png").toFile());
            ImageIO.write(labels, "png", folder.resolve("labels/" + n + ".png").toFile());
        }
    }

    private static boolean isFree(BufferedImage labels, int x, int y, int radius) {
        for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
                if (Math.hypot(dx, dy) <= radius && labels.getRaster().getSample(x + dx, y + dy, 0) != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
