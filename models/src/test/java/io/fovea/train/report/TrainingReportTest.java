package io.fovea.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Splits;
import io.fovea.data.Target;
import io.fovea.fit.History;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Scored;
import io.fovea.recipe.MonitoredValue;
import io.fovea.recipe.PrecisionName;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import io.fovea.score.Evaluation;
import io.fovea.score.HeldOut;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.torch.TorchDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports on models that need no training: they tell bright from dark. */
class TrainingReportTest {

    private static final int SIDE = 32;
    private static final String YAML =
            """
            name: bright
            architecture: zoo:digits
            task: %s
            labels: %s
            input: {width: %d, height: %d, channels: 1}
            data: {kind: idx, images: images, labels: labels}
            training: {epochs: 20}
            """;

    @TempDir
    Path folder;

    private final History history = new History();

    @BeforeEach
    void makeHistory() {
        for (int epoch = 1; epoch <= 12; epoch++) {
            history.add(new History.Epoch(
                    epoch, 1.0 / epoch, 0.9, Math.abs(epoch - 7) + 0.5, 0.8, 1e-3, 61, Map.of("val_f1", 0.5)));
        }
    }

    @Test
    void aClassifiersReportSaysWhatItTakesForWhatAndShowsItsMistakesFirst() throws IOException {
        // The third is called dark, but is bright.
        Splits splits = splits(example("one", 200, 1), example("two", 20, 0), example("three", 190, 0));

        String html = report("classification", "[dark & dim, bright]", new float[] {-1, 1}, splits);

        assertThat(html)
                .contains("<b>0.6667</b><span>accuracy</span><span>95% interval 0.2077–0.9385 (Wilson)</span>")
                .contains("fovea evaluate --model", "best: epoch 7", "Mean F1, validation", "moving average")
                .contains(">1<small>50.0%</small>", "dark &amp; dim")
                .contains("1 of 3 images were answered wrongly", "<figcaption>three</figcaption>")
                .contains("architecture: zoo:digits", "12 min 12 s for 12 epochs", "libtorch 2.", "ONNX Runtime 1.")
                .doesNotContain("<script", "http:", "https:", "dark & dim<");
        assertThat(html.indexOf("<figcaption>three<")).isLessThan(html.indexOf("<figcaption>one<"));
    }

    @Test
    void labelsOfWhichNoHeldOutImageIsAreNamedBesideTheScores() throws IOException {
        String html =
                report("classification", "[dark & dim, bright]", new float[] {-1, 1}, splits(example("one", 200, 1)));
        assertThat(html)
                .contains("<p>None of the held-out images shows dark &amp; dim; the scores say nothing of that.</p>");

        Splits both = splits(example("one", 200, 1), example("two", 20, 0));
        assertThat(report("classification", "[dark & dim, bright]", new float[] {-1, 1}, both))
                .doesNotContain("None of the held-out");
    }

    @Test
    void aReportOnSeveralLabelsScoresEachAndShowsWhatIsMissingFirst() throws IOException {
        // Found are dark, bright, and bright; the third truly is both.
        Splits splits = splits(
                labelled("one", 20, true, false),
                labelled("two", 200, false, true),
                labelled("three", 200, true, true));

        String html = report(
                Recipe.parse(
                        YAML.replace("kind: idx", "kind: table")
                                .formatted("classification", "[dark, bright]", SIDE, SIDE),
                        "of the test"),
                new float[] {-1, 1},
                splits);

        assertThat(html)
                .contains(
                        "<tr><th scope=\"row\">dark</th><td>2</td><td>1</td><td>1.0000</td><td>0.5000</td><td>0.6667</td></tr>")
                .contains(
                        "<tr><th scope=\"row\">bright</th><td>2</td><td>2</td><td>1.0000</td><td>1.0000</td><td>1.0000</td></tr>")
                .contains("1 of 3 images have a label too many or too few", "truth: dark, bright<br>found: bright</p>")
                .doesNotContain("Confusion", "<span>precision dark");
        assertThat(html.indexOf("<figcaption>three<")).isPositive().isLessThan(html.indexOf("<figcaption>one<"));
    }

    @Test
    void aSegmentersReportShowsImageTruthPredictionAndDifferenceFromWorstToBest() throws IOException {
        Splits splits = splits(disc("good", 10, 10), disc("bad", 10, 4), disc("fair", 10, 9));

        String html = report("trimap", "[foreground, background, contour]", new float[] {1, -1, 0}, splits);

        assertThat(html)
                .contains("mean IoU", "Scores of every class", "<h3>Worst</h3>", "<h3>Best</h3>")
                .contains("good, 32 × 32 pixels: mean IoU", "1 of 1 objects found (IoU above 0.5), 0 false ones.");
        assertThat(html.indexOf(">bad, ")).isPositive().isLessThan(html.indexOf(">good, "));
        assertThat(html.split("<span>difference</span>", -1)).hasSize(3 + 1);
    }

    @Test
    void aTrainingThatWasStoppedHasAReportToo() throws IOException {
        Splits splits = splits(example("one", 200, 1));
        Recipe recipe = recipe("classification", "[dark, bright]");

        new TrainingReport(recipe, folder, splits, folder.resolve("out/bright.onnx")).writeUnfinished(history);

        assertThat(folder.resolve("out/bright-report.html"))
                .content()
                .contains("was cancelled", "stopped after 12 of 20 epochs", "the checkpoint", "best: epoch 7", "Recipe")
                .doesNotContain("Confusion", "SHA-256");
    }

    @Test
    void aTrainingThatWasCancelledAtOnceHasNoCheckpointToGoOnFrom() throws IOException {
        Recipe recipe = recipe("classification", "[dark, bright]");

        new TrainingReport(recipe, folder, splits(example("one", 200, 1)), folder.resolve("bright.onnx"))
                .writeUnfinished(new History());

        assertThat(folder.resolve("bright-report.html"))
                .content()
                .contains("stopped after 0 of 20 epochs", "nothing was kept")
                .doesNotContain("checkpoint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Stopped early: val_loss was best in epoch 7 and has not improved in the 5 since.",
                "Ended early: The loss is no longer a number in epoch 13, step 2."
            })
    void whyATrainingEndedIsTold(String why) throws IOException {
        Recipe recipe = recipe("classification", "[dark, bright]");
        Path file = folder.resolve("bright.onnx");
        HeldOut held = held(recipe, new float[] {-1, 1}, splits(example("one", 200, 1)), file);

        new TrainingReport(recipe, folder, splits(example("one", 200, 1)), file)
                .ended(why)
                .write(history, held, held.measure(AnswerPage.NONE, Monitor.NONE), AnswerPage.NONE);

        assertThat(folder.resolve("bright-report.html")).content().contains("<p>" + why + "</p>");
    }

    @Test
    void theFilesThatExamplesComeFromAreToldApartFromAllOthers() throws IOException {
        for (String file : List.of("train/dark/1.png", "train/dark/2.png", "train/bright/1.png")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Image.gray8(4, 4, new byte[16]).write(folder.resolve(file));
        }
        Recipe recipe = Recipe.parse(
                YAML.formatted("classification", "[dark, bright]", SIDE, SIDE)
                                .replaceAll("data: .*", "data: {kind: folder}")
                        + "split: {seed: 4, validation: 1, test: 1}",
                "of the test");
        Splits splits = RecipeData.open(recipe, folder);
        String before = data(recipe, splits);
        Files.writeString(folder.resolve("bright.onnx"), "not data");
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/index"), "nor this");

        assertThat(data(recipe, splits)).isEqualTo(before).contains("<td>3, ", "shuffled with seed 4");
    }

    private String data(Recipe recipe, Splits splits) {
        var fingerprint = RecipeData.fingerprint(folder, splits.train(), splits.validation(), splits.test());
        String split = RecipeData.splitName(recipe, folder);
        return TrainingRecord.data(recipe, split, splits, List.of(), fingerprint)
                .toHtml();
    }

    @Test
    void thePlotOfAHistoryIsAPicture() throws IOException {
        Path file = folder.resolve("history.png");

        HistoryPlot.of(history, MonitoredValue.VAL_LOSS, "test").write(file);

        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(HistoryPlot.WIDTH);
    }

    @ParameterizedTest
    @CsvSource({
        "cpu, fp32, 'CPU, in float32'",
        "cpu, bf16, 'CPU, in bfloat16, weights and optimiser in float32'",
        "cuda:1, fp32, 'NVIDIA GPU cuda:1, in float32'"
    })
    void theDeviceAndThePrecisionThatWereUsedAreTold(String device, String precision, String words) {
        Recipe recipe = recipe("classification", "[dark, bright]");
        Recipe precise = recipe.withTraining(recipe.training().withPrecision(PrecisionName.parse(precision)));
        DeviceType type = device.equals("cpu") ? DeviceType.CPU : DeviceType.CUDA;

        assertThat(TrainingRecord.making(precise, history, new TorchDevice(Device.parse(device), type))
                        .toHtml())
                .contains("<td>" + words + "</td>");
    }

    private String report(String task, String labels, float[] weights, Splits splits) throws IOException {
        return report(recipe(task, labels), weights, splits);
    }

    private String report(Recipe recipe, float[] weights, Splits splits) throws IOException {
        Path file = folder.resolve("bright.onnx");
        HeldOut held = held(recipe, weights, splits, file);
        AnswerPage answers = AnswerPage.of(held, recipe);
        Evaluation evaluation = held.measure(answers, Monitor.NONE);
        new TrainingReport(recipe, folder, splits, file).write(history, held, evaluation, answers);
        return Files.readString(folder.resolve("bright-report.html"));
    }

    private static HeldOut held(Recipe recipe, float[] weights, Splits splits, Path file) throws IOException {
        Model model = Model.of(bright(recipe, weights));
        model.graph().write(file);
        return new HeldOut(model, splits.test(), "test", 2, Device.CPU, new Skipped());
    }

    private static Recipe recipe(String task, String labels) {
        return Recipe.parse(YAML.formatted(task, labels, SIDE, SIDE), "of the test");
    }

    /** Scores of one weight for each class times the brightness above 100, for every pixel or their mean. */
    private static Graph bright(Recipe recipe, float[] weights) {
        int classes = weights.length;
        float[] bias = new float[classes];
        for (int i = 0; i < classes; i++) {
            weights[i] /= 100;
            bias[i] = weights[i] == 0 ? -100 : -100 * weights[i];
        }
        Graph graph = Graph.create("bright", 17);
        Shape shape = Shape.of(
                List.of(Dimension.free("batch"), Dimension.fixed(1), Dimension.fixed(SIDE), Dimension.fixed(SIDE)));
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, shape));
        graph.put("weight", Tensor.of(weights, new long[] {classes, 1, 1, 1}));
        graph.put("bias", Tensor.of(bias));
        boolean pixels = recipe.task().scored() == Scored.PIXELS;
        graph.append(Node.of("Conv", List.of("image", "weight", "bias"), pixels ? "scores" : "map", Attributes.NONE));
        if (!pixels) {
            graph.append(Node.of("GlobalAveragePool", List.of("map"), "mean", Attributes.NONE));
            graph.append(Node.of("Flatten", List.of("mean"), "scores", Attributes.NONE));
        }
        graph.expose("scores");
        Card.of(
                        recipe.name(),
                        recipe.task(),
                        recipe.labels(),
                        recipe.input().toInput(),
                        recipe.isMultiLabel() ? OutputValues.INDEPENDENT_LOGITS : OutputValues.LOGITS)
                .writeTo(graph);
        return graph;
    }

    private static Splits splits(Example... examples) {
        Dataset test = Dataset.of(examples.length, i -> examples[i]);
        return new Splits(test, test, test);
    }

    private static Example example(String name, int value, int index) {
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, (byte) value);
        return new Example(name, Image.gray8(SIDE, SIDE, pixels), new Target.ClassIndex(index));
    }

    private static Example labelled(String name, int value, boolean dark, boolean bright) {
        Example example = example(name, value, 0);
        return new Example(name, example.image(), new Target.Labels(new boolean[] {dark, bright}));
    }

    /** A disc that is truly of one radius and is bright in another. */
    private static Example disc(String name, int truth, int bright) {
        byte[] pixels = new byte[SIDE * SIDE];
        short[] labels = new short[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            double distance = Math.hypot(i % SIDE - SIDE / 2.0, i / SIDE - SIDE / 2.0);
            pixels[i] = (byte) (distance <= bright ? 200 : 10);
            labels[i] = (short) (distance <= truth ? 1 : 0);
        }
        return new Example(name, Image.gray8(SIDE, SIDE, pixels), new Target.Instances(SIDE, SIDE, labels));
    }
}
