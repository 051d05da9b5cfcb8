package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.data.Batch;
import io.fovea.data.BatchAssembly;
import io.fovea.data.Batches;
import io.fovea.data.Skipped;
import io.fovea.graph.Graph;
import io.fovea.layers.Activation;
import io.fovea.layers.Concatenate;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Layer;
import io.fovea.layers.Network;
import io.fovea.layers.Summary;
import io.fovea.layers.SymbolicTensor;
import io.fovea.recipe.OptimizerName;
import io.fovea.recipe.PrecisionName;
import io.fovea.recipe.TrainingOptions;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of two images is brighter; or, where a number asks for that, which is darker. */
class SeveralInputsTest {
    private static final int SIDE = 4;
    private static final int PIXELS = SIDE * SIDE;

    @TempDir
    Path folder;

    /** Both images go through the same convolution. */
    private static Graph network() {
        Network network = new Network("brighter", 3);
        Layer convolution = new Conv2D(4, 3).same().relu().shared();
        SymbolicTensor left = network.input("left", SIDE, SIDE, 1);
        SymbolicTensor right = network.input("right", SIDE, SIDE, 1);
        SymbolicTensor asked = network.vector("asked", 1);
        SymbolicTensor both = Concatenate.of(
                left.to(convolution).to(new GlobalAveragePooling2D()),
                right.to(convolution).to(new GlobalAveragePooling2D()),
                asked);
        return network.finish(both.to(new Dense(24).relu()).to(new Dense(2).activation(Activation.SOFTMAX)));
    }

    private static Batch batch(List<Integer> indices, int epoch) {
        int size = indices.size();
        float[] left = new float[size * PIXELS];
        float[] right = new float[size * PIXELS];
        float[] asked = new float[size];
        long[] targets = new long[size];
        for (int i = 0; i < size; i++) {
            Random random = new Random(indices.get(i));
            boolean leftIsBright = random.nextBoolean();
            asked[i] = random.nextInt(2);
            targets[i] = leftIsBright ^ asked[i] == 1 ? 0 : 1;
            for (int p = 0; p < PIXELS; p++) {
                left[i * PIXELS + p] = random.nextFloat() + (leftIsBright ? 1 : 0);
                right[i * PIXELS + p] = random.nextFloat() + (leftIsBright ? 0 : 1);
            }
        }
        return new Batch(left, new long[] {size, 1, SIDE, SIDE}, targets, new long[] {size})
                .with("right", right, size, 1, SIDE, SIDE)
                .with("asked", asked, size, 1);
    }

    private Trainer trainer(Graph graph) {
        TrainingOptions options = TrainingOptions.of(draft -> {
            draft.epochs = 12;
            draft.batch = 16;
            draft.optimizer = OptimizerName.ADAM;
            draft.learningRate = 0.02;
            draft.precision = PrecisionName.FP32;
        });
        return new Trainer(graph, options, folder.resolve("checkpoint"), "brighter");
    }

    private static Batches batches(BatchAssembly assembly) {
        return new Batches(160, 16, 1, true, assembly, new Skipped());
    }

    @Test
    void aNetworkLearnsFromAllOfItsInputs() {
        Graph graph = network();
        // 4 kernels of 3x3 and their biases once; 9 numbers to 24, and 24 to 2.
        assertThat(Summary.of(graph).parameters()).isEqualTo(4 * 9 + 4 + 9 * 24 + 24 + 24 * 2 + 2);
        Trainer trainer = trainer(graph);
        try (Batches batches = batches(SeveralInputsTest::batch)) {
            History history = trainer.fit(batches, batches, TrainingMonitor.NONE);

            assertThat(history.epochs().get(11).validationAccuracy()).isGreaterThan(0.95);
        }
        Batch one = batch(List.of(1000, 1001, 1002, 1003), 1);
        try (Session session = Session.open(trainer.best().toBytes(), Device.CPU)) {
            assertThat(session.inputs()).extracting(info -> info.name()).containsExactly("left", "right", "asked");
            FloatTensor answer = session.run(
                            Map.of(
                                    "left",
                                    FloatTensor.of(one.inputs(), 4, 1, SIDE, SIDE),
                                    "right",
                                    FloatTensor.of(one.others().get("right").toFloats(), 4, 1, SIDE, SIDE),
                                    "asked",
                                    FloatTensor.of(one.others().get("asked").toFloats(), 4, 1)),
                            Cancellation.NONE)
                    .values()
                    .iterator()
                    .next();
            float[] scores = answer.toArray();
            for (int i = 0; i < 4; i++) {
                assertThat(scores[2 * i + (int) one.targets()[i]]).isGreaterThan(0.5f);
                assertThat(scores[2 * i] + scores[2 * i + 1]).isCloseTo(1, within(1e-5f));
            }
        }
    }

    @Test
    void whatIsNotGivenIsNamed() {
        Trainer trainer = trainer(network());
        BatchAssembly forgetful = (indices, epoch) -> {
            Batch all = batch(indices, epoch);
            return new Batch(all.inputs(), all.inputShape(), all.targets(), all.targetShape())
                    .with("rihgt", all.inputs(), all.inputShape());
        };
        try (Batches batches = batches(forgetful)) {
            assertThatThrownBy(() -> trainer.fit(batches, batches, TrainingMonitor.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("takes left, right, asked, but a batch has left, rihgt");
        }
    }

    @Test
    void namesAreGivenOnce() {
        Network network = new Network("two", 1);
        network.input(2, 2, 1);

        assertThatThrownBy(() -> network.vector("input", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has a value 'input' already");
    }
}
