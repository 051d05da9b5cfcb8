package io.fovea.transfer;

import static io.fovea.transfer.TransferCase.RECIPE;
import static io.fovea.transfer.TransferCase.SIDE;
import static io.fovea.transfer.TransferCase.base;
import static io.fovea.transfer.TransferCase.examples;
import static io.fovea.transfer.TransferCase.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.SharedData;
import io.fovea.data.Splits;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Normalisation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import io.fovea.score.Evaluation;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.torch.Precision;
import io.fovea.torch.Tensors;
import io.fovea.torch.TorchGraph;
import io.fovea.torch.Trainable;
import io.fovea.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTest {

    @TempDir
    Path folder;

    @Test
    void theClassifierIsCutOffBeforeDenseLayersAndBeforeAConvolutionThatIsOne() {
        Transfer dense = Transfer.of(base(false), recipe("mode: frozen"));
        assertThat(dense.graph().metadata()).containsEntry(Transfer.FEATURES_KEY, "conv2d_1");
        Transfer convolutional = Transfer.of(base(true), recipe("mode: frozen"));
        assertThat(convolutional.graph().metadata()).containsEntry(Transfer.FEATURES_KEY, "conv2d_1");
        assertThat(convolutional.graph().has("conv2d_2")).isFalse();
        assertThat(convolutional.graph().outputs().get(0).shape().sizes()).containsExactly(-1, 2);
    }

    /** So that no later training on one of these takes the model for one that has not seen it. */
    @Test
    void theDataOfTheBaseAndOfItsOwnBaseIsKept() {
        Graph twice = base(false).graph();
        twice.metadata().put(RecipeData.FINGERPRINT_KEY, "second");
        twice.metadata().put(SeenData.OF_BASE_KEY, "first");

        assertThat(Transfer.of(Model.of(twice), recipe("mode: frozen")).graph().metadata())
                .containsEntry(SeenData.OF_BASE_KEY, "second\nfirst")
                .doesNotContainKey(RecipeData.FINGERPRINT_KEY);
    }

    /** A damaged file may hold a shape of numbers that are no integers. */
    @Test
    void aShapeThatIsNoneIsLeftToWhoRunsIt() {
        Graph damaged = base(false).graph();
        String features = damaged.inputs().get(0).name();
        String shape = damaged.put("shape", Tensor.of(1f, 8f));
        damaged.append(Node.of("Reshape", List.of(features, shape), "reshaped"));

        assertThat(Transfer.of(Model.of(damaged), recipe("mode: frozen"))
                        .graph()
                        .has("reshaped"))
                .isFalse();
    }

    @Test
    void theLicenseOfTheBaseIsKeptByEveryModelThatStandsOnIt() {
        assertThat(Transfer.of(base(false), recipe("mode: frozen")).graph().metadata())
                .doesNotContainKey(Transfer.BASE_LICENSE_KEY);
        Graph first =
                Transfer.of(base(false), recipe("mode: frozen, license: MIT")).graph();
        assertThat(first.metadata()).containsEntry(Transfer.BASE_LICENSE_KEY, "MIT");
        Model between = Model.of(first);
        Graph second =
                Transfer.of(between, recipe("mode: fine-tune, head: keep")).graph();
        assertThat(second.metadata()).containsEntry(Transfer.BASE_LICENSE_KEY, "MIT");
    }

    /** A base is cut off behind what bends its last map, whatever that is. */
    @ParameterizedTest
    @ValueSource(strings = {"Relu", "Celu", "Softsign", "ThresholdedRelu", "Sin", "LpNormalization"})
    void theLastMapIsTheOneThatIsBentOrNormalised(String op) {
        Network network = new Network("bent", 3);
        SymbolicTensor x = network.input(SIDE, SIDE, 3).to(new Conv2D(4, 3).same());
        Graph graph = network.finish(x);
        graph.append(Node.of(op, List.of(graph.outputs().get(0).name()), "bent"));
        graph.append(Node.of("IsNaN", List.of("bent"), "question"));
        graph.append(Node.of("GlobalAveragePool", List.of("bent"), "means"));
        graph.append(Node.of("Flatten", List.of("means"), "flat"));
        graph.put("w", io.fovea.graph.Tensor.of(new float[12], 4, 3));
        graph.append(Node.of("Gemm", List.of("flat", "w"), "scores"));
        graph.setOutputs(List.of("scores"));
        MeasuredMaps maps = MeasuredMaps.of(graph, SIDE, SIDE);
        assertThat(maps.last("scores")).isEqualTo("bent");
        assertThat(maps.names()).doesNotContain("question");
    }

    @Test
    void aMeanForEachOfOtherChannelsIsRefused() {
        assertThatThrownBy(() -> Transfer.of(base(false), recipe("mode: frozen, pixels: {mean: [1, 2]}")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("have 2 numbers, but the base takes 3 channels");
    }

    @ParameterizedTest
    @CsvSource({"average, 8", "max, 8", "flatten, 288"})
    void headsAreOfTheWidthThatIsAskedFor(String pooling, int features) {
        Graph graph = Transfer.of(base(false), recipe("head: {pooling: " + pooling + ", dense: [5, 4], dropout: 0.5}"))
                .graph();
        assertThat(graph.initializers().get("dense/kernel").shape()).containsExactly(features, 5);
        assertThat(graph.initializers().get("dense_1/kernel").shape()).containsExactly(5, 4);
        assertThat(graph.initializers().get("dense_2/kernel").shape()).containsExactly(4, 2);
    }

    @Test
    void onlyWhatIsUnfrozenMovesAndBatchNormalisationsNever() {
        assertThat(moving("mode: frozen")).containsExactlyInAnyOrder("dense/kernel", "dense/bias");
        assertThat(moving("mode: fine-tune, unfreeze: ['conv2d_?', conv2d/bias]"))
                .containsExactlyInAnyOrder(
                        "dense/kernel", "dense/bias", "conv2d/bias", "conv2d_1/kernel", "conv2d_1/bias");
        assertThat(moving("mode: fine-tune")).hasSize(6);
        assertThatThrownBy(() -> moving("mode: fine-tune, unfreeze: [block5]"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'block5'")
                .hasMessageContaining("conv2d, conv2d_1");
    }

    private static Set<String> moving(String base) {
        Transfer transfer = Transfer.of(base(false), recipe(base));
        Set<String> weights = Trainable.weights(transfer.graph());
        weights.removeIf(name -> !transfer.trainable().moves(name));
        return weights;
    }

    @Test
    void theBasesPreprocessingMovesIntoTheGraph() {
        Input input = Input.resized(SIDE, SIDE, Color.BGR)
                .withNormalisation(new Normalisation(
                        0.5f,
                        new float[] {10, 20, 30},
                        new float[] {2, 4, 8},
                        Normalisation.RAW.stretch(),
                        Normalisation.RAW.low(),
                        Normalisation.RAW.high()));
        Graph original = base(false).graph();
        Model model = Model.of(original)
                .withCard(Card.of("base", Task.CLASSIFICATION, List.of(), input, OutputValues.PROBABILITIES));
        Image image = image(1, 7);
        FloatTensor prepared = FloatTensor.allocate(1, 3, SIDE, SIDE);
        input.preparation().fill(image, SIDE, SIDE, prepared.data());
        FloatTensor raw = FloatTensor.allocate(1, 3, SIDE, SIDE);
        Input.resized(SIDE, SIDE, Color.RGB).preparation().fill(image, SIDE, SIDE, raw.data());
        Graph joined = Transfer.of(model, recipe("mode: frozen")).graph();
        String input0 = joined.inputs().get(0).name();
        float[] expected = run(original.cut(List.of("input"), List.of("conv2d_1")), "input", prepared);
        assertThat(run(joined.cut(List.of(input0), List.of("conv2d_1")), input0, raw))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"features", "frozen", "fine-tune"})
    void everyWayLearnsAndLeavesTheFrozenPartAsItWas(String mode) throws IOException {
        Path file = folder.resolve("base.onnx");
        base(false).graph().write(file);
        Path output = folder.resolve("trained.onnx");
        Recipe recipe = recipe("mode: " + mode + ", head: {dense: [8]}").withBase(file.toString());
        Training training = new Training(recipe, folder, List.of(folder));
        Evaluation evaluation =
                training.run(new Splits(examples(48), examples(16), examples(16)), output, false, TrainingMonitor.NONE);
        assertThat(evaluation.metrics().get("accuracy")).isGreaterThan(0.9);
        Graph before = base(false).graph();
        Graph after = Graph.read(output);
        assertThat(after.metadata().get(Recipe.KEY)).contains("base.onnx").doesNotContain(folder.toString());
        for (String frozen : List.of("conv2d/kernel", "batch_normalization/moving_mean", "batch_normalization/gamma")) {
            boolean moves = mode.equals("fine-tune") && frozen.startsWith("conv");
            assertThat(after.initializers()
                            .get(frozen)
                            .equals(before.initializers().get(frozen)))
                    .as(frozen)
                    .isEqualTo(!moves);
        }
        Recipe next = recipe("model: trained.onnx, mode: fine-tune, head: keep, unfreeze: [conv2d_1]");
        Transfer kept = Transfer.of(Model.read(output), next);
        assertThat(kept.graph().initializers().get("dense/kernel"))
                .isEqualTo(after.initializers().get("dense/kernel"));
        assertThat(kept.trainable().moves("dense/kernel")).isTrue();
        assertThat(kept.trainable().moves("conv2d/kernel")).isFalse();
        assertThat(kept.trainable().moves("conv2d_1/kernel")).isTrue();
    }

    @Test
    void aDecoderAnswersForEveryPixelWhateverTheSizes() {
        Recipe recipe = recipe("mode: frozen, head: {decoder: {taps: auto}}");
        Graph graph = Transfer.of(base(false), recipe).graph();
        FloatTensor image = FloatTensor.allocate(2, 3, SIDE, SIDE);
        assertThat(graph.outputs().get(0).shape())
                .isEqualTo(Shape.of(List.of(
                        Shape.Dimension.free("batch"),
                        Shape.Dimension.fixed(2),
                        Shape.Dimension.fixed(SIDE),
                        Shape.Dimension.fixed(SIDE))));
        float[] answer = run(graph, graph.inputs().get(0).name(), image);
        assertThat(answer).hasSize(2 * 2 * SIDE * SIDE);
        assertThat(difference(graph, 5)).isLessThan(1e-4);
        assertThatThrownBy(() -> Transfer.of(base(false), recipe("head: {decoder: {taps: [nowhere]}}")))
                .hasMessageContaining("'nowhere'")
                .hasMessageContaining("max_pooling2d");
        assertThatThrownBy(() -> Transfer.of(base(false), recipe("head: {decoder: {filters: [8, 8]}}")))
                .hasMessageContaining("steps");
    }

    @Test
    void missingBasesAndChangedRecipesAreRefused() {
        assertThatThrownBy(() -> BaseModels.find("nothing.onnx", List.of(folder)))
                .hasMessageContaining("nothing.onnx")
                .hasMessageContaining(folder.toString());
        assertThatThrownBy(() -> recipe("mode: frozen, unfreeze: [conv2d]")).hasMessageContaining("fine-tune");
        assertThatThrownBy(() -> recipe("mode: features, head: {decoder: {}}")).hasMessageContaining("frozen");
        Recipe recipe = recipe("mode: fine-tune, head: keep, unfreeze: [conv2d]");
        assertThat(Recipe.parse(recipe.toYaml(), "again").base()).isEqualTo(recipe.base());
        assertThat(recipe.withBase("other").requireBase().model()).isEqualTo("other");
        for (String path : List.of("/home/me/other.onnx", "C:\\Users\\me\\other.onnx", "other.onnx")) {
            assertThat(recipe.withBase(path).published().requireBase().model()).isEqualTo("other.onnx");
        }
    }

    @Test
    @Tag("shared-data")
    void squeezenetOfHalfPrecisionTakesHeadsAndDecoders() {
        Model squeezenet = Model.read(SharedData.path("onnx/models/squeezenet-fp16.onnx"));
        Recipe recipe = Recipe.parse(RECIPE.formatted(64, 64, "mode: frozen, head: {dense: [8]}"), "test");
        Graph classifier = Transfer.of(squeezenet, recipe).graph();
        assertThat(classifier.opset()).isEqualTo(17);
        assertThat(classifier.initializers().get("dense/kernel").shape()).containsExactly(512, 8);
        assertThat(difference(classifier, 100)).isLessThan(1e-4);
        Recipe pixels = Recipe.parse(RECIPE.formatted(0, 0, "head: {decoder: {taps: auto}}"), "test");
        Graph segmenter = Transfer.of(squeezenet, pixels).graph();
        FloatTensor image = FloatTensor.allocate(1, 3, 70, 91);
        assertThat(run(segmenter, segmenter.inputs().get(0).name(), image)).hasSize(2 * 70 * 91);
    }

    private static Recipe recipe(String base) {
        String yaml = RECIPE.formatted(SIDE, SIDE, base);
        return Recipe.parse(base.contains("model:") ? yaml.replace("model: base, ", "") : yaml, "of the test");
    }

    private static float[] run(Graph graph, String input, FloatTensor image) {
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            return session.run(Map.of(input, image), Cancellation.NONE)
                    .values()
                    .iterator()
                    .next()
                    .toArray();
        }
    }

    /** The largest difference between ONNX Runtime and libtorch. */
    private static double difference(Graph graph, int seed) {
        String input = graph.inputs().get(0).name();
        long[] shape = graph.inputs().get(0).shape().sizes();
        shape[0] = 2;
        float[] pixels = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Random random = new Random(seed);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 255 * random.nextFloat();
        }
        float[] expected = run(graph, input, FloatTensor.of(pixels, shape));
        double worst = 0;
        try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            float[] found = Tensors.toFloats(model.run(
                    Map.of(input, Tensors.of(pixels, shape)),
                    graph.outputs().get(0).name(),
                    false));
            for (int i = 0; i < found.length; i++) {
                worst = Math.max(worst, Math.abs(found[i] - expected[i]));
            }
        }
        return worst;
    }
}
