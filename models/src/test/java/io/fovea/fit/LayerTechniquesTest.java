package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.data.Augmentation;
import io.fovea.data.Augmenter;
import io.fovea.data.Batches;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.graph.Graph;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.Add;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Input;
import io.fovea.recipe.PenaltySpec;
import io.fovea.recipe.PrecisionName;
import io.fovea.recipe.TrainingOptions;
import io.fovea.torch.Tensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is otherwise in some layers than in others, each worked out by hand. */
class LayerTechniquesTest {

    private static final int SIDE = 8;

    private final PointerScope scope = new PointerScope();

    @TempDir
    Path folder;

    @AfterEach
    void free() {
        scope.close();
    }

    /** Three blocks, of which the second brings its input to the shape of its end by a convolution of one pixel. */
    static Graph residual() {
        Network network = new Network("blocks", 1);
        SymbolicTensor x = network.input(SIDE, SIDE, 1).to(new Conv2D(4, 3).same());
        x = Add.of(x.to(new Conv2D(4, 3).same()).to(new BatchNormalization()), x);
        x = Add.of(x.to(new Conv2D(6, 3).same()), x.to(new Conv2D(6, 1)));
        x = Add.of(x, x.to(new Conv2D(6, 3).same()));
        return network.finish(x.to(new Flatten()).to(new Dense(2).activation(Activation.SOFTMAX)));
    }

    private static LayerWeights layers(Graph graph) {
        return LayerWeights.of(graph, graph.initializers().keySet());
    }

    /** Six layers have a kernel; a normalisation has what the convolution before it has. */
    @Test
    void ratesDecayFromTheEndToTheBeginning() {
        Map<String, Double> rates = layers(residual()).decayed(0.5);

        assertThat(rates.get("dense/kernel")).isEqualTo(1);
        assertThat(rates.get("dense/bias")).isEqualTo(1);
        assertThat(rates.get("conv2d_4/kernel")).isEqualTo(0.5);
        assertThat(rates.get("conv2d_1/kernel")).isEqualTo(1 / 16.);
        assertThat(rates.get("batch_normalization/gamma")).isEqualTo(1 / 16.);
        assertThat(rates.get("conv2d/kernel")).isEqualTo(1 / 32.);
        assertThat(layers(residual()).decayed(1).values()).containsOnly(1.0);
    }

    @Test
    void layersAreMeantByPatternsOfWhichTheFirstCounts() {
        Map<String, Double> said = new LinkedHashMap<>();
        said.put("conv2d", 0.1);
        said.put("conv2d*", 0.2);
        said.put("dense/bias", 3.0);

        Map<String, Double> meant = layers(residual()).meant("layerRates", said);

        assertThat(meant.get("conv2d/kernel")).isEqualTo(0.1);
        assertThat(meant.get("conv2d_1/kernel")).isEqualTo(0.2);
        assertThat(meant.get("dense/bias")).isEqualTo(3);
        assertThat(meant).doesNotContainKeys("dense/kernel", "batch_normalization/gamma");
        LayerWeights layers = layers(residual());
        assertThatThrownBy(() -> layers.meant("layerRates", Map.of("dence", 1.0)))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith(
                        "'layerRates' speaks of 'dence', but no layer with weights that are trained is called"
                                + " so; there are conv2d, conv2d_1, batch_normalization,");
    }

    /** A step from 1 to 3 at a quarter of the rate ends at 1.5. */
    @Test
    void aStepGoesSoMuchOfItsWay() {
        Map<String, Tensor> weights =
                Map.of("a", Tensors.of(new float[] {1, 1}, 2), "b", Tensors.of(new float[] {1}, 1));
        LayerRates rates = new LayerRates(weights, Map.of("a", 0.25));

        rates.beforeStep();
        weights.values().forEach(weight -> weight.fill_(new Scalar(3.0)));
        rates.afterStep();

        assertThat(Tensors.toFloats(weights.get("a"))).containsExactly(1.5f, 1.5f);
        assertThat(Tensors.toFloats(weights.get("b"))).containsExactly(3);
    }

    /** Of weights 2 and -3 with a gradient of 1: 1 + 0.1 + 2 * 0.01 * 2, and 1 - 0.1 - 2 * 0.01 * 3. */
    @Test
    void kernelsArePenalisedAsKerasDoes() {
        Tensor kernel = Tensors.of(new float[] {2, -3}, 2, 1).set_requires_grad(true);
        Tensor bias = Tensors.of(new float[] {2}, 1).set_requires_grad(true);
        kernel.sum().add(bias.sum()).backward();

        new LayerPenalties(
                        Map.of("kernel", kernel, "bias", bias),
                        Map.of("kernel", new PenaltySpec(0.1, 0.01), "bias", new PenaltySpec(0.1, 0.01)))
                .beforeStep();

        try (NoGradGuard noGradients = new NoGradGuard()) {
            assertThat(Tensors.toFloats(kernel.grad())).containsExactly(new float[] {1.14f, 0.84f}, within(1e-6f));
            assertThat(Tensors.toFloats(bias.grad())).containsExactly(1);
        }
    }

    /** Of three blocks, the last left out for half of the examples: they stay with 5/6, 4/6 and 3/6. */
    @Test
    void branchesSurviveTheLessTheFurtherTheyAre() {
        Graph graph = residual();
        StochasticDepth depth = StochasticDepth.of(graph, 0.5, 7);

        assertThat(depth.survivals().values())
                .satisfiesExactly(
                        first -> assertThat(first).isCloseTo(5 / 6., within(1e-12)),
                        second -> assertThat(second).isCloseTo(4 / 6., within(1e-12)),
                        third -> assertThat(third).isCloseTo(3 / 6., within(1e-12)));
        assertThat(depth.graph().inputs()).hasSize(4);
        assertThat(graph.inputs()).hasSize(1);
        assertThat(StochasticDepth.none(graph).graph()).isSameAs(graph);
    }

    /** What stays is as much stronger as it is rarer, so that the mean is 1: that of 4,000 draws of 2 or 0 is within 0.1. */
    @Test
    void whatIsDrawnHasAMeanOfOneAndIsTheSameForTheSameTurn() {
        StochasticDepth depth = StochasticDepth.of(residual(), 0.5, 7);
        float[] last = depth.drawn(4000, new Turn(1, 1)).get("survival_3");

        assertThat(IntStream.range(0, last.length).mapToDouble(i -> last[i]).distinct())
                .containsExactlyInAnyOrder(0.0, 2.0);
        assertThat(IntStream.range(0, last.length).mapToDouble(i -> last[i]).average())
                .hasValueCloseTo(1.0, within(0.1));
        assertThat(depth.drawn(4000, new Turn(1, 1)).get("survival_3")).isEqualTo(last);
        assertThat(depth.drawn(4000, new Turn(1, 2)).get("survival_3")).isNotEqualTo(last);
        assertThat(depth.open(2).get("survival_1")).containsExactly(1, 1);
    }

    @Test
    void networksWithoutBranchesAreRefusedByName() {
        Network network = new Network("plain", 1);
        SymbolicTensor x = network.input(SIDE, SIDE, 1).to(new Conv2D(4, 3)).to(new Flatten());
        Graph plain = network.finish(x.to(new Dense(2).activation(Activation.SOFTMAX)));
        TrainingOptions options = TrainingOptions.of(o -> o.stochasticDepth = 0.5);
        assertThatThrownBy(() -> new Trainer(plain, options, folder.resolve("x"), ""))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("The network 'plain' has no residual branch");
    }

    /** The model has the nodes and inputs that it had, and a training that was broken off ends where another does. */
    @Test
    void aResumedTrainingEndsWhereAnUnbrokenOneDoesAndLeavesNoTrace() {
        Trainer unbroken = new Trainer(residual(), options(0.5), folder.resolve("a"), "");
        History expected = fit(unbroken, TrainingMonitor.NONE);
        Trainer broken = new Trainer(residual(), options(0.5), folder.resolve("b"), "");
        assertThatThrownBy(() -> fit(broken, new StopAt(2, 2))).isInstanceOf(CancellationException.class);
        Trainer again = new Trainer(residual(), options(0.5), folder.resolve("b"), "");
        again.resume();
        History resumed = fit(again, TrainingMonitor.NONE);

        assertThat(resumed.epochs()).hasSameSizeAs(expected.epochs());
        for (int i = 0; i < expected.epochs().size(); i++) {
            assertThat(resumed.epochs().get(i).loss())
                    .isCloseTo(expected.epochs().get(i).loss(), within(1e-5));
        }
        assertThat(unbroken.best().nodes()).isEqualTo(residual().nodes());
        assertThat(unbroken.best().inputs()).isEqualTo(residual().inputs());
        assertThat(unbroken.best().initializers().keySet())
                .isEqualTo(residual().initializers().keySet());
        assertThat(fit(new Trainer(residual(), options(0), folder.resolve("c"), ""), TrainingMonitor.NONE)
                        .epochs()
                        .get(0)
                        .loss())
                .isNotEqualTo(expected.epochs().get(0).loss());
    }

    private static TrainingOptions options(double depth) {
        return TrainingOptions.of(o -> {
            o.auxiliary = depth > 0 ? Map.of("add_1", 0.3) : Map.of();
            o.epochs = 3;
            o.batch = 16;
            o.precision = PrecisionName.FP32;
            o.stochasticDepth = depth;
            o.layerDecay = 0.8;
            o.layerRates = Map.of("conv2d", 0.5);
            o.penalties = Map.of("dense", new PenaltySpec(1e-4, 1e-3));
        });
    }

    private static History fit(Trainer trainer, TrainingMonitor monitor) {
        try (Batches training = batches(64, 1, true);
                Batches validation = batches(32, 2, false)) {
            return trainer.fit(training, validation, monitor);
        }
    }

    private static Batches batches(int count, int seed, boolean shuffle) {
        Dataset halves = Dataset.of(count, index -> {
            Random random = new Random(1000L * seed + index);
            int side = random.nextInt(2);
            byte[] pixels = new byte[SIDE * SIDE];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (byte) (random.nextInt(150) + ((p % SIDE < SIDE / 2) == (side == 0) ? 100 : 0));
            }
            return new Example("#" + index, Image.gray8(SIDE, SIDE, pixels), new Target.ClassIndex(side));
        });
        return new Batches(
                halves,
                Input.resized(SIDE, SIDE, Color.GRAY).preparation(),
                new Augmenter(Augmentation.NONE, SIDE, SIDE),
                16,
                1,
                seed,
                shuffle,
                new Skipped());
    }
}
