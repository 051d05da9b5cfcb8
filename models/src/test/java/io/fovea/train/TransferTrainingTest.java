package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Splits;
import io.fovea.data.Target;
import io.fovea.data.UnreadableException;
import io.fovea.fit.History;
import io.fovea.fit.StopAt;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.recipe.Recipe;
import io.fovea.score.Evaluation;
import io.fovea.transfer.TransferCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trains tiny networks on tiny bases, from the recipe to the model. */
class TransferTrainingTest {

    private static final int SIDE = TransferCase.SIDE;

    @TempDir
    Path folder;

    private Path output;

    @BeforeEach
    void writeBase() throws IOException {
        output = folder.resolve("trained.onnx");
        TransferCase.base(false).graph().write(folder.resolve("base.onnx"));
    }

    @Test
    void inTheModeContinueBatchNormalisationsMove() throws IOException {
        Evaluation evaluation = run(recipe("mode: continue", ""), TransferCase.examples(48));
        assertThat(evaluation.metrics().get("accuracy")).isGreaterThan(0.9);
        Graph before = TransferCase.base(false).graph();
        Graph after = Graph.read(output);
        for (String moved : List.of("conv2d/kernel", "batch_normalization/moving_mean", "batch_normalization/gamma")) {
            assertThat(after.initializers().get(moved))
                    .as(moved)
                    .isNotEqualTo(before.initializers().get(moved));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"features", "fine-tune", "continue"})
    void aResumedTrainingOnABaseEndsWhereAnUnbrokenOneDoes(String mode) throws IOException {
        Recipe recipe = recipe("mode: " + mode + ", head: {dense: [4], dropout: 0.2}", "epochs: 4");
        run(recipe, TransferCase.examples(48));
        Graph expected = Graph.read(output);
        List<History.Epoch> unbroken = history();
        assertThatThrownBy(() -> train(recipe, TransferCase.examples(48), false, new StopAt(3, 2)))
                .isInstanceOf(CancellationException.class);
        train(recipe, TransferCase.examples(48), true, TrainingMonitor.NONE);
        assertThat(history()).hasSameSizeAs(unbroken);
        for (int i = 0; i < unbroken.size(); i++) {
            assertThat(history().get(i).validationLoss())
                    .isCloseTo(unbroken.get(i).validationLoss(), within(1e-5));
        }
        Graph found = Graph.read(output);
        expected.initializers()
                .forEach((name, weights) ->
                        assertClose(name, found.initializers().get(name), weights));
    }

    private static void assertClose(String name, Tensor found, Tensor expected) {
        if (expected.type().isFloatingPoint()) {
            assertThat(found.toFloats()).as(name).containsExactly(expected.toFloats(), within(1e-4f));
        }
    }

    @Test
    void anotherBaseIsRefusedBeforeItsFeaturesAreComputed() throws IOException {
        Recipe recipe = recipe("mode: features", "");
        assertThatThrownBy(() -> train(recipe, TransferCase.examples(16), false, new StopAt(2, 1)))
                .isInstanceOf(CancellationException.class);
        Graph other = TransferCase.base(false).graph();
        float[] bias = other.initializers().get("conv2d/bias").toFloats();
        Arrays.fill(bias, 1);
        other.put("conv2d/bias", Tensor.of(bias, bias.length));
        other.write(folder.resolve("base.onnx"));
        List<Integer> prepared = new ArrayList<>();
        assertThatThrownBy(() -> train(recipe, TransferCase.examples(16), true, new TrainingMonitor() {
                    @Override
                    public void prepared(int done, int of) {
                        prepared.add(done);
                    }
                }))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("another recipe, base or teacher")
                .hasMessageContaining("--base")
                .hasMessageContaining("--precision");
        assertThat(prepared).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"features", "frozen"})
    void aDamagedFileIsLeftOutAndToldOf(String mode) throws IOException {
        Dataset good = TransferCase.examples(32);
        Dataset damaged = Dataset.of(32, i -> {
            if (i == 5) {
                throw new UnreadableException(new FoveaException("'image 5' is truncated."));
            }
            return good.get(i);
        });
        List<String> told = new ArrayList<>();
        Evaluation evaluation = train(recipe("mode: " + mode, ""), damaged, false, new TrainingMonitor() {
            @Override
            public void skipped(String sentence) {
                told.add(sentence);
            }
        });
        assertThat(evaluation.metrics().get("accuracy")).isGreaterThan(0.9);
        assertThat(told).containsExactly("'image 5' is truncated.");
        assertThat(folder.resolve("trained-report.html")).content().contains("image 5");
    }

    @Test
    void featuresOfWhatIsVariedCutOrCannotBeReadAreRefused() {
        Recipe varied = Recipe.parse(yaml("mode: features", "") + "augmentation: {horizontalFlip: true}\n", "varied");
        assertThatThrownBy(() -> run(varied, TransferCase.examples(16)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("augmentation")
                .hasMessageContaining("'frozen'");
        Recipe cropped =
                Recipe.parse(yaml("mode: features", "").replace("kind: folder", "kind: folder, crop: 4"), "cut");
        assertThatThrownBy(() -> run(cropped, TransferCase.examples(16)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("crop of 4 pixels")
                .hasMessageContaining("'frozen'");
        Dataset damaged = Dataset.of(3, i -> {
            throw new UnreadableException(new FoveaException("'" + i + "' is empty."));
        });
        assertThatThrownBy(() -> run(recipe("mode: features", ""), damaged))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("None of the 3 examples");
    }

    @ParameterizedTest
    @ValueSource(strings = {"features", "frozen", "continue"})
    void oneSigmoidAnswersYesOrNoAndIsTrainedOn(String mode) throws IOException {
        Evaluation evaluation = run(
                recipe("mode: " + mode + ", head: {dense: [8]}", "loss: binary-crossentropy"),
                TransferCase.examples(48));
        assertThat(evaluation.metrics().get("accuracy")).isGreaterThan(0.9);
        assertThat(evaluation.metrics()).containsKeys("precision_dark", "recall_bright");
        Model model = Model.read(output);
        assertThat(model.graph().outputs().get(0).shape().sizes()).containsExactly(-1, 1);
        assertThat(model.card().activation()).isEqualTo(OutputValues.INDEPENDENT_PROBABILITIES);
        Files.move(output, folder.resolve("first.onnx"));
        Evaluation again = run(
                recipe("model: first.onnx, mode: fine-tune, head: keep", "epochs: 1, loss: binary-crossentropy"),
                TransferCase.examples(48));
        assertThat(again.metrics().get("accuracy")).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @CsvSource({"2, LOGITS", "1, INDEPENDENT_LOGITS"})
    void aKeptHeadWithoutAnActivationAnswersWithLogits(int scores, OutputValues answers) throws IOException {
        Network network = new Network("base", 3);
        SymbolicTensor x = network.input(SIDE, SIDE, 3).to(new Rescaling(1 / 255f));
        x = x.to(new Conv2D(8, 3).relu()).to(new GlobalAveragePooling2D()).to(new Dense(scores));
        network.finish(x).write(folder.resolve("base.onnx"));
        Evaluation evaluation = run(recipe("mode: continue, head: keep", ""), TransferCase.examples(48));
        assertThat(evaluation.metrics().get("accuracy")).isGreaterThan(0.9);
        assertThat(Model.read(output).card().activation()).isEqualTo(answers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"head: {dense: [8]}", "head: keep"})
    void labelsThatMixAreLearntByHeadsOfOursAndByKeptSoftmaxes(String head) throws IOException {
        Network network = new Network("base", 3);
        SymbolicTensor x = network.input(SIDE, SIDE, 3).to(new Rescaling(1 / 255f));
        x = x.to(new Conv2D(8, 3).relu()).to(new GlobalAveragePooling2D());
        network.finish(x.to(new Dense(2).activation(Activation.SOFTMAX))).write(folder.resolve("base.onnx"));
        Recipe recipe = Recipe.parse(
                yaml("mode: continue, " + head, "epochs: 40")
                        .replace("kind: folder", "kind: table")
                        .replace("[dark, bright]", "[red, green]"),
                "of labels");
        Evaluation evaluation = new Training(recipe, folder, List.of(folder))
                .run(new Splits(colours(48), colours(16), colours(16)), output, false, TrainingMonitor.NONE);
        assertThat(evaluation.metrics().get("all_labels_right")).isGreaterThan(0.9);
        assertThat(Model.read(output).card().activation()).isEqualTo(OutputValues.INDEPENDENT_PROBABILITIES);
    }

    /** Neither, one or both of red and green. */
    private static Dataset colours(int count) {
        return Dataset.of(count, index -> {
            boolean[] present = {index % 2 == 1, index / 2 % 2 == 1};
            byte[] pixels = new byte[3 * SIDE * SIDE];
            new Random(index).nextBytes(pixels);
            for (int i = 0; i < pixels.length; i++) {
                boolean bright = i % 3 < 2 && present[i % 3];
                pixels[i] = (byte) ((pixels[i] & 0x3f) + (bright ? 160 : 0));
            }
            return new Example("image " + index, Image.rgb8(SIDE, SIDE, pixels), new Target.Labels(present));
        });
    }

    private static String yaml(String base, String training) {
        String model = base.contains("model: ") ? base : "model: base.onnx, " + base;
        String yaml = TransferCase.RECIPE.formatted(SIDE, SIDE, base).replace("model: base, " + base, model);
        yaml = training.contains("epochs: ") ? yaml.replace("epochs: 12, ", "") : yaml;
        return training.isEmpty() ? yaml : yaml.replace("precision: fp32", "precision: fp32, " + training);
    }

    private static Recipe recipe(String base, String training) {
        return Recipe.parse(yaml(base, training), "of the test");
    }

    private Evaluation run(Recipe recipe, Dataset train) {
        return train(recipe, train, false, TrainingMonitor.NONE);
    }

    private Evaluation train(Recipe recipe, Dataset train, boolean resume, TrainingMonitor monitor) {
        Splits splits = new Splits(train, TransferCase.examples(16), TransferCase.examples(16));
        return new Training(recipe, folder, List.of(folder)).run(splits, output, resume, monitor);
    }

    private List<History.Epoch> history() throws IOException {
        return History.ofCsv(Files.readString(folder.resolve("trained-history.csv")))
                .epochs();
    }
}
