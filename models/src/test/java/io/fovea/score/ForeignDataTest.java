package io.fovea.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.graph.Graph;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that keep no recipe, on data whose kind is found out. */
class ForeignDataTest {
    @TempDir
    private Path folder;

    private void gray(String path, int... values) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        byte[] pixels = new byte[28 * 28];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[i % values.length];
        }
        Image.gray8(28, 28, pixels).write(file);
    }

    private static Model classifier(String... labels) {
        return model("digits", Task.CLASSIFICATION, labels);
    }

    private static Model model(String architecture, Task task, String... labels) {
        int side = architecture.equals("unet") ? 32 : 28;
        Graph graph = Zoo.find(architecture)
                .build(Architecture.Settings.DEFAULT
                        .withSize(side, side)
                        .withChannels(1)
                        .withClasses(labels.length)
                        .withSeed(1));
        Input input = Input.resized(side, side, Color.GRAY);
        Card.of("foreign", task, List.of(labels), input, OutputValues.PROBABILITIES)
                .writeTo(graph);
        return Model.of(graph);
    }

    private static EvaluationData open(Model model, Path data, MeasuredPart part) {
        return EvaluationData.open(model, data, part, Monitor.NONE);
    }

    @Test
    void foldersNameTheirClassesByLabelOrNumber() throws IOException {
        gray("Bright/a.png", 200);
        gray("Bright/b.png", 210);
        gray("0_dark/a.png", 10);

        EvaluationData data = open(classifier("dark", "other", "bright"), folder, MeasuredPart.AUTO);
        Evaluation evaluation = data.evaluate(Device.CPU, Monitor.NONE);

        assertThat(data.reason())
                .contains("keeps no recipe", "a sub-folder of images for each of 2 labels", "3 images");
        assertThat(evaluation.images()).isEqualTo(3);
        assertThat(evaluation.metrics()).containsKeys("accuracy", "recall_bright");
        assertThat(evaluation.unseen()).containsExactly("other");
    }

    @Test
    void partsOfDataAreMeasuredTogether() throws IOException {
        for (String part : List.of("train", "test")) {
            gray(part + "/dark/a.png", 10);
            gray(part + "/bright/a.png", 200);
        }
        assertThat(open(classifier("dark", "bright"), folder, MeasuredPart.ALL)
                        .examples()
                        .size())
                .isEqualTo(4);
        assertThatThrownBy(() -> open(classifier("dark", "bright"), folder, MeasuredPart.TEST))
                .hasMessageContaining("keeps no recipe");
    }

    @Test
    void aFolderThatNamesNoClassIsRefusedWithThoseThatThereAre() throws IOException {
        gray("dark/a.png", 10);
        gray("dim/a.png", 20);
        assertThatThrownBy(() -> open(classifier("dark", "bright"), folder, MeasuredPart.AUTO))
                .hasMessageContainingAll("'dim'", "dark, bright");
    }

    @Test
    void whatTheModelDoesNotAnswerIsRefused() throws IOException {
        gray("images/a.png", 10);
        gray("masks/a.png", 0, 255);
        assertThatThrownBy(() -> open(classifier("dark", "bright"), folder, MeasuredPart.AUTO))
                .hasMessageContainingAll("'images' and 'masks'", "classification");
    }

    @Test
    void labelImagesMeasureWhatTellsObjectsApartAndNothingElse() throws IOException {
        for (int i = 0; i < 2; i++) {
            gray("images/" + i + ".png", 10, 200);
            gray("labels/" + i + ".png", 0, 1, 2, 3 + i, 3);
        }
        Model objects = ObjectMetricsTest.squares();
        Evaluation evaluation = open(objects, folder, MeasuredPart.AUTO).evaluate(Device.CPU, Monitor.NONE);
        assertThat(evaluation.images()).isEqualTo(2);
        assertThat(evaluation.metrics()).containsKeys("average_precision_50", "iou_object");

        Model pixels = model("unet", Task.SEGMENTATION, "background", "cell", "border");
        assertThatThrownBy(() -> open(pixels, folder, MeasuredPart.AUTO))
                .hasMessageContainingAll("numbers its objects", "segmentation");
        gray("labels/0.png", 0, 255);
        gray("labels/1.png", 0, 255);
        assertThatThrownBy(() -> open(objects, folder, MeasuredPart.AUTO)).hasMessageContaining("for instances");
    }

    @Test
    void imagesThatTheModelCannotTakeAreTold() throws IOException {
        gray("bright/a.png", 200);
        gray("dark/a.png", 10);
        EvaluationData data = open(classifier("dark", "bright"), folder, MeasuredPart.AUTO);
        Dataset withAnother = Dataset.of(
                3,
                i -> i < 2
                        ? data.examples().get(i)
                        : new Example(
                                "stains", Image.channels8(28, 28, 5, new byte[5 * 28 * 28]), new Target.ClassIndex(0)));
        Skipped skipped = new Skipped();

        Evaluation evaluation = new EvaluationData(
                        data.model(), data.recipe(), data.share(), withAnother, data.survey(), data.reason())
                .evaluate(Device.CPU, skipped, Monitor.NONE);

        assertThat(evaluation.images()).isEqualTo(2);
        assertThat(skipped.sentences()).singleElement().asString().contains("'stains' cannot be measured");
    }

    /** Two values for two labels stand for them in order; two values for three labels are the labels' numbers. */
    @Test
    void masksStandForLabelsInOrderOrByNumber() throws IOException {
        gray("images/a.png", 10);
        gray("masks/a.png", 0, 255);
        Model two = model("unet", Task.SEGMENTATION, "background", "cell");
        assertThat(open(two, folder, MeasuredPart.AUTO).recipe().data().values())
                .containsExactly(0, 255);

        Model turned = model("unet", Task.SEGMENTATION, "cell", "Background");
        assertThat(open(turned, folder, MeasuredPart.AUTO).recipe().data().values())
                .containsExactly(255, 0);

        gray("masks/a.png", 0, 2);
        Model three = model("unet", Task.SEGMENTATION, "background", "cell", "nucleus");
        assertThat(open(three, folder, MeasuredPart.AUTO).recipe().data().values())
                .containsExactly(0, 1, 2);
    }
}
