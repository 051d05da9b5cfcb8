package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Splits;
import io.fovea.fit.History;
import io.fovea.fit.StopAt;
import io.fovea.fit.TrainingMonitor;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import io.fovea.score.Evaluation;
import io.fovea.score.MeasuredPart;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trains on a problem that takes seconds: is the left or the right half of an image brighter? */
class TrainingTest {

    private static final String RECIPE =
            """
            name: halves
            architecture: zoo:digits
            task: classification
            labels: [left, right]
            input: {width: 28, height: 28, channels: 1}
            data: {kind: idx, images: images, labels: labels, testImages: test images, testLabels: test labels}
            split: {seed: 1, validation: 0.2, test: 0}
            training: {epochs: 4, batch: 16, optimizer: adam, learningRate: 0.001, seed: 3, precision: fp32}
            """;

    @TempDir
    Path folder;

    private Recipe recipe;

    @BeforeEach
    void makeData() throws IOException {
        recipe = Recipe.parse(RECIPE, "of the test");
        write("images", "labels", 160, 1);
        write("test images", "test labels", 40, 2);
    }

    @Test
    void learnsMeasuresAndWritesAModelWithItsCard() {
        Path output = folder.resolve("out put/halves.onnx");
        Evaluation evaluation = new Training(recipe, folder).run(output, false, TrainingMonitor.NONE);
        assertThat(evaluation.metrics())
                .hasEntrySatisfying("accuracy", a -> assertThat(a).isGreaterThan(0.95));
        Model model = Model.read(output);
        assertThat(model.card().labels()).containsExactly("left", "right");
        assertThat(model.card().provenance().score().orElseThrow())
                .contains("accuracy")
                .contains("40 images");
        assertThat(model.card().provenance().license()).isEmpty();
        assertThat(Evaluation.of(model, folder, MeasuredPart.TEST, Device.AUTO, Monitor.NONE))
                .isEqualTo(evaluation);
        assertThat(output.resolveSibling("halves-history.csv")).content().hasLineCount(5);
        assertThat(output.resolveSibling("halves-history.png")).isNotEmptyFile();
        assertThat(output.resolveSibling("halves.onnx.checkpoint")).doesNotExist();
    }

    @Test
    void twoModelsInOneFolderKeepTheirOwnHistoriesAndReports() {
        Path first = folder.resolve("a.onnx");
        Path second = folder.resolve("a.b.onnx");
        Recipe shorter = Recipe.parse(RECIPE.replace("epochs: 4", "epochs: 1"), "of the test");

        new Training(shorter, folder).run(first, false, TrainingMonitor.NONE);
        Recipe longer = Recipe.parse(RECIPE.replace("epochs: 4", "epochs: 2"), "of the test");
        new Training(longer, folder).run(second, false, TrainingMonitor.NONE);

        assertThat(folder.resolve("a-history.csv")).content().hasLineCount(2);
        assertThat(folder.resolve("a.b-history.csv")).content().hasLineCount(3);
        assertThat(folder.resolve("a-report.html")).content().contains("--model " + first + " ");
        assertThat(folder.resolve("a.b-report.html")).content().contains("--model " + second + " ");
        assertThat(folder.resolve("a-history.png")).isNotEmptyFile();
        assertThat(folder.resolve("a.b-history.png")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", ema: 0.9, accumulate: 2, clipNorm: 1, mixUp: 0.2, schedule: one-cycle",
                ", layerDecay: 0.9, layerRates: {dense: 0.5}, penalties: {'conv2d*': {l1: 0.00001, l2: 0.0001}}}\n"
                        + "augmentation: {randAugment: 1, magnitude: 3"
            })
    void aTrainingThatWasStoppedInTheMiddleOfAnEpochEndsWhereAnUnbrokenOneDoes(String techniques) throws Exception {
        Recipe technical =
                Recipe.parse(RECIPE.replace("precision: fp32", "precision: fp32" + techniques), "of the test");
        Path unbroken = folder.resolve("unbroken/halves.onnx");
        Evaluation evaluation = new Training(technical, folder).run(unbroken, false, TrainingMonitor.NONE);
        assertThat(evaluation.metrics().get("accuracy")).isGreaterThan(0.8);
        Path broken = folder.resolve("broken/halves.onnx");
        assertThatThrownBy(() -> new Training(technical, folder).run(broken, false, new StopAt(3, 4)))
                .isInstanceOf(CancellationException.class);
        assertThat(broken).doesNotExist();
        new Training(technical, folder).run(broken, true, TrainingMonitor.NONE);
        List<History.Epoch> expected = history(unbroken);
        List<History.Epoch> resumed = history(broken);
        assertThat(resumed).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(resumed.get(i).loss()).isCloseTo(expected.get(i).loss(), within(2e-4));
            assertThat(resumed.get(i).validationLoss())
                    .isCloseTo(expected.get(i).validationLoss(), within(2e-4));
        }
    }

    @Test
    void theReportSaysWhyATrainingEndedOrWasCancelled() {
        Recipe patient = Recipe.parse(
                RECIPE.replace("epochs: 4", "epochs: 60, monitor: accuracy, earlyStopping: 1") + "license: CC-BY-4.0\n",
                "of the test");
        List<String> told = new ArrayList<>();
        new Training(patient, folder).run(folder.resolve("ended/halves.onnx"), false, new TrainingMonitor() {
            @Override
            public void ended(String reason) {
                told.add(reason);
            }
        });
        assertThat(told).singleElement().asString().startsWith("Stopped early: ");
        assertThat(folder.resolve("ended/halves-report.html")).content().contains(told.get(0), "CC-BY-4.0");
        assertThat(Model.read(folder.resolve("ended/halves.onnx"))
                        .card()
                        .provenance()
                        .license())
                .hasValue("CC-BY-4.0");

        assertThatThrownBy(() -> new Training(recipe, folder)
                        .run(folder.resolve("cancelled/halves.onnx"), false, new StopAt(2, 1)))
                .isInstanceOf(CancellationException.class);
        assertThat(folder.resolve("cancelled/halves-report.html"))
                .content()
                .contains("was cancelled", "after 1 of 4 epochs");
    }

    /** A file that no one can read, whoever runs the tests, is what Linux gives for the memory at 0. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere there is no file that nobody can read")
    void aFileThatCannotBeReadForTheFingerprintLosesNoModel() {
        Splits splits = RecipeData.open(recipe, folder);
        Dataset train = splits.train();
        Dataset listed = Dataset.of(train.size(), List.of(Path.of("/proc/self/mem")), train::get);
        List<String> told = new ArrayList<>();
        Path output = folder.resolve("halves.onnx");
        Recipe shorter = Recipe.parse(RECIPE.replace("epochs: 4", "epochs: 1"), "of the test");
        new Training(shorter, folder)
                .run(new Splits(listed, splits.validation(), splits.test()), output, false, new TrainingMonitor() {
                    @Override
                    public void noted(String sentence) {
                        told.add(sentence);
                    }
                });

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith(
                        "The model keeps no fingerprint of its data. The data in '" + folder + "' cannot be read: ");
        assertThat(Model.read(output).graph().metadata()).doesNotContainKey(RecipeData.FINGERPRINT_KEY);
    }

    @Test
    void theCheckpointOfAnEarlierTrainingIsKeptAside() throws IOException {
        Path output = folder.resolve("halves.onnx");
        Path checkpoint = Training.checkpoint(output);
        Path old = folder.resolve("halves.onnx.checkpoint.old");
        assertThatThrownBy(() -> new Training(recipe, folder).run(output, false, new StopAt(2, 1)))
                .isInstanceOf(CancellationException.class);
        byte[] kept = Files.readAllBytes(checkpoint);
        List<String> notes = new ArrayList<>();
        assertThatThrownBy(() -> new Training(recipe, folder).run(output, false, new TrainingMonitor() {
                    @Override
                    public void noted(String sentence) {
                        notes.add(sentence);
                    }

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(checkpoint).doesNotExist();
        assertThat(Files.readAllBytes(old)).isEqualTo(kept);
        assertThat(notes).singleElement().asString().contains(old.toString()).contains("--resume");
    }

    @Test
    void aTrainingCanBeCancelledWhileItIsValidatedAndWhileItsModelIsMeasured() {
        Path output = folder.resolve("halves.onnx");
        assertThatThrownBy(() -> new Training(recipe, folder).run(output, false, new TrainingMonitor() {
                    private boolean validating;

                    @Override
                    public boolean isCancelled() {
                        boolean cancelled = validating;
                        validating |= lastStep;
                        return cancelled;
                    }

                    private boolean lastStep;

                    @Override
                    public void stepped(int epoch, int step, int steps, double loss) {
                        lastStep = step == steps;
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(Training.checkpoint(output)).doesNotExist();
        assertThatThrownBy(() -> new Training(recipe, folder).run(output, false, new TrainingMonitor() {
                    private volatile boolean ended;

                    @Override
                    public void ended(String reason) {
                        ended = true;
                    }

                    @Override
                    public boolean isCancelled() {
                        return ended;
                    }
                }))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("measured");
        assertThat(Training.checkpoint(output)).exists();
        assertThat(output).doesNotExist();
    }

    @Test
    void aCheckpointOfAnotherRecipeIsRefused() {
        Path output = folder.resolve("halves.onnx");
        assertThatThrownBy(() -> new Training(recipe, folder).run(output, false, new StopAt(2, 1)))
                .isInstanceOf(CancellationException.class);
        Recipe other = Recipe.parse(RECIPE.replace("seed: 3", "seed: 4"), "of the test");
        assertThatThrownBy(() -> new Training(other, folder).run(output, true, TrainingMonitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("another recipe");
    }

    @Test
    void saysWhenThereIsNothingToResumeOrNoData() {
        assertThatThrownBy(
                        () -> new Training(recipe, folder).run(folder.resolve("new.onnx"), true, TrainingMonitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("no checkpoint");
        assertThatThrownBy(() -> new Training(recipe, folder.resolve("nowhere"))
                        .run(folder.resolve("new.onnx"), false, TrainingMonitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        "There is no data folder or zip file '%s'; give the path of one.", folder.resolve("nowhere"));
    }

    private static List<History.Epoch> history(Path model) throws IOException {
        return History.ofCsv(Files.readString(model.resolveSibling("halves-history.csv")))
                .epochs();
    }

    private void write(String images, String labels, int count, long seed) throws IOException {
        Random random = new Random(seed);
        try (DataOutputStream pixels = open(images, 3);
                DataOutputStream classes = open(labels, 1)) {
            pixels.writeInt(count);
            pixels.writeInt(28);
            pixels.writeInt(28);
            classes.writeInt(count);
            for (int i = 0; i < count; i++) {
                int side = random.nextInt(2);
                for (int p = 0; p < 28 * 28; p++) {
                    boolean bright = (p % 28 < 14) == (side == 0);
                    pixels.writeByte(random.nextInt(100) + (bright ? 120 : 0));
                }
                classes.writeByte(side);
            }
        }
    }

    private DataOutputStream open(String name, int dimensions) {
        try {
            DataOutputStream out =
                    new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(folder.resolve(name))));
            out.writeInt(0x0800 | dimensions);
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
