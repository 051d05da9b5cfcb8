package io.fovea.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.data.Survey;
import io.fovea.fit.StopAt;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains on what takes a second, bright and dark images in folders of their own, with files in bad shape among them. */
class EvaluationDataTest {

    private static final String YAML =
            """
            name: bright
            architecture: zoo:sequential
            task: classification
            labels: [bright, dark]
            input: {width: 28, height: 28, channels: 1}
            data: {kind: folder}
            split: {seed: 1, validation: 0.25, test: 0.25, balanced: true}
            training: {epochs: 1, batch: 8, optimizer: adam, seed: 3, precision: fp32}
            """;

    @TempDir
    Path folder;

    private Path data;
    private Path output;

    @BeforeEach
    void makeData() {
        data = folder.resolve("data");
        output = folder.resolve("bright.onnx");
        images(data, 20);
    }

    @Test
    void theDefaultIsTheTestShareOfTheTrainingsDataAndAllOfAnyOther() throws IOException {
        train();
        EvaluationData same = open(data, MeasuredPart.AUTO);
        assertThat(same.share()).isEqualTo("test");
        assertThat(same.reason())
                .isEqualTo(
                        "This is the data that the model was trained with. Measured on the share 'test': 10 images.");
        assertThat(same.evaluate(Device.CPU, Monitor.NONE).images()).isEqualTo(10);

        Path moved = folder.resolve("moved");
        Files.move(data, moved);
        assertThat(open(moved, MeasuredPart.AUTO).share()).isEqualTo("test");

        images(folder.resolve("new"), 3);
        EvaluationData other = open(folder.resolve("new"), MeasuredPart.AUTO);
        assertThat(other.share()).isEqualTo("all");
        assertThat(other.reason())
                .isEqualTo("This is other data than the model was trained with. Measured on all there are: 6 images.");
        assertThat(other.evaluate(Device.CPU, Monitor.NONE))
                .satisfies(evaluation -> assertThat(evaluation.share()).isEqualTo("all"))
                .satisfies(evaluation -> assertThat(evaluation.images()).isEqualTo(6));

        Files.write(moved.resolve("dark/0.png"), Files.readAllBytes(moved.resolve("bright/0.png")));
        assertThat(open(moved, MeasuredPart.AUTO).share()).isEqualTo("all");
        assertThat(open(moved, MeasuredPart.ALL).examples().size()).isEqualTo(40);
        assertThat(open(moved, MeasuredPart.VALIDATION).examples().size()).isEqualTo(10);
        assertThatThrownBy(() -> MeasuredPart.parse("half"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'half'")
                .hasMessageContaining("all of them");
    }

    @Test
    void aModelWithoutAFingerprintIsMeasuredOnAllAndSaysHowToHaveTheTestShare() throws IOException {
        train();
        Graph graph = Graph.read(output);
        graph.metadata().remove(RecipeData.FINGERPRINT_KEY);
        graph.write(output);
        assertThat(open(data, MeasuredPart.AUTO).reason())
                .contains("no fingerprint", "--split test", "all there are: 40 images");
    }

    @Test
    void damagedFilesOfEveryShareAreNamedAndNoneEndsTheTraining() throws IOException {
        for (String part : List.of("train", "validation", "test")) {
            images(folder.resolve("split/" + part), 6);
            Files.writeString(folder.resolve("split/" + part + "/dark/bad.png"), "no image");
        }
        Files.createDirectories(folder.resolve("split/spare"));
        Files.writeString(folder.resolve("split/test/bright/notes.txt"), "x");
        data = folder.resolve("split");
        List<String> told = new ArrayList<>();
        List<Survey> surveys = new ArrayList<>();
        Evaluation evaluation = new Training(Recipe.parse(YAML, "of the test"), data)
                .run(output, false, new TrainingMonitor() {
                    @Override
                    public void skipped(String sentence) {
                        told.add(sentence);
                    }

                    @Override
                    public void surveyed(Survey survey) {
                        surveys.add(survey);
                    }
                });
        assertThat(evaluation.images()).isEqualTo(12);
        assertThat(told).hasSize(3).allMatch(sentence -> sentence.contains("bad.png"));
        Survey survey = surveys.get(0);
        assertThat(survey.columns()).containsExactly("", "train", "validation", "test");
        assertThat(survey.rows())
                .containsExactly(
                        List.of("images", "12", "12", "12"),
                        List.of("bright", "6", "6", "6"),
                        List.of("dark", "6", "6", "6"),
                        List.of("left out", "1", "1", "1"));
        assertThat(survey.sentences())
                .contains(
                        "Not used: 1 file that is no image by its name, 'test/bright/notes.txt'.",
                        "Not used: 1 folder beside the folders that are used, 'spare'.");
        assertThat(output.resolveSibling("bright-report.html"))
                .content()
                .contains("3 damaged: ", "notes.txt", "<th scope=\"row\">bright</th><td>6</td><td>6</td><td>6</td>");
    }

    @Test
    void aMaskThatDoesNotFitIsNamedBeforeTheFirstEpochWhicheverShareItIsIn() {
        for (int i = 0; i < 12; i++) {
            gray(folder.resolve("masks/images/" + i + ".png"), 16, 16, 9);
            gray(folder.resolve("masks/labels/" + i + ".png"), i < 2 ? 8 : 16, 16, i % 2);
        }
        Recipe recipe = Recipe.parse(
                """
                name: pixels
                architecture: zoo:unet
                task: segmentation
                labels: [background, object]
                input: {width: 16, height: 16, channels: 1}
                data: {kind: masks, images: images, labels: labels}
                split: {seed: 1, validation: 2, test: 2}
                """,
                "of the test");
        assertThatThrownBy(() -> new Training(recipe, folder.resolve("masks")).run(output, false, new StopAt(0, 0) {
                    @Override
                    public void began(int epoch, int epochs) {
                        throw new AssertionError("began");
                    }
                }))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("2 examples do not fit")
                .hasMessageContaining("'0.png'")
                .hasMessageContaining("'1.png'");
    }

    private void train() {
        new Training(Recipe.parse(YAML, "of the test"), data).run(output, false, TrainingMonitor.NONE);
    }

    private EvaluationData open(Path where, MeasuredPart split) {
        return EvaluationData.open(Model.read(output), where, split, Monitor.NONE);
    }

    private static void images(Path where, int each) {
        for (int i = 0; i < each; i++) {
            gray(where.resolve("bright/" + i + ".png"), 28, 28, 200 + i);
            gray(where.resolve("dark/" + i + ".png"), 28, 28, 50 - i);
        }
    }

    private static void gray(Path file, int width, int height, int value) {
        byte[] pixels = new byte[width * height];
        java.util.Arrays.fill(pixels, (byte) value);
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Image.gray8(width, height, pixels).write(file);
    }
}
