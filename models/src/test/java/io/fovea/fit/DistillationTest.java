package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.data.Batch;
import io.fovea.model.OutputValues;
import io.fovea.recipe.DistillationSpec;
import io.fovea.torch.Tensors;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class DistillationTest {
    private static final Head SOFTMAX = new Head("x", OutputValues.LOGITS, false);
    private static final Head SIGMOID = new Head("x", OutputValues.INDEPENDENT_LOGITS, false);
    private static final Batch BATCH = new Batch(new float[4], new long[] {1, 1, 2, 2}, new long[1], new long[] {1});
    private static final double TRUTH = 0.3;

    private static double loss(Head head, DistillationSpec spec, float[] told, float[] scores, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            Tensor truth = Tensors.of(new float[] {(float) TRUTH});
            return new Distillation(batch -> told, spec, head)
                    .with(truth, BATCH, Tensors.of(scores, shape))
                    .item_double();
        }
    }

    /**
     * At T = 2 the teacher's (0.8, 0.2) are as their roots, (2, 1) / 3; the scores (1, 0) are (0.5, 0), whose log-softmax is
     * (-0.474077, -0.974077): the cross-entropy is 0.6407437, and half of 0.3 and half of 4 times that are 1.4314873.
     */
    @Test
    void isTheCrossentropyOfBothSoftened() {
        DistillationSpec spec = new DistillationSpec("teacher", 0.5, 2.0);

        assertThat(loss(SOFTMAX, spec, new float[] {0.8f, 0.2f}, new float[] {1, 0}, 1, 2))
                .isCloseTo(1.4314873, within(1e-6));
        // One score for the second of two classes: its odds are those of the two.
        assertThat(loss(SIGMOID, spec, new float[] {0.2f, 0.8f}, new float[] {1}, 1, 1))
                .isCloseTo(1.4314873, within(1e-6));
        assertThat(loss(SIGMOID, spec, new float[] {0.8f}, new float[] {1}, 1, 1))
                .isCloseTo(1.4314873, within(1e-6));
    }

    /** Of two pixels, row by row: the classes' maps one after the other. */
    @Test
    void ofPixelsItIsTheirMean() {
        DistillationSpec spec = new DistillationSpec("teacher", 0.5, 2.0);
        float[] told = {0.8f, 0.5f, 0.2f, 0.5f};
        float[] scores = {1, 0, 0, 0};

        assertThat(loss(SOFTMAX, spec, told, scores, 1, 2, 1, 2))
                .isCloseTo(0.15 + 2 * (0.6407437 + Math.log(2)) / 2, within(1e-6));
    }

    /** The second counts half: (0.6407437 + ln 2 / 2) / 2, times 4. */
    @Test
    void examplesCountByTheirWeightsForATeacherToo() {
        Batch two = new Batch(
                new float[2],
                new long[] {2, 1, 1, 1},
                new long[2],
                new long[] {2},
                new float[0],
                new float[] {1, 0.5f},
                Map.of());
        try (PointerScope scope = new PointerScope()) {
            Tensor scores = Tensors.of(new float[] {1, 0, 0, 0}, 2, 2);
            DistillationSpec spec = new DistillationSpec("teacher", 1.0, 2.0);
            assertThat(new Distillation(batch -> new float[] {0.8f, 0.2f, 0.5f, 0.5f}, spec, SOFTMAX)
                            .with(Tensors.of(new float[] {9}), two, scores)
                            .item_double())
                    .isCloseTo(4 * (0.6407437 + Math.log(2) / 2) / 2, within(1e-6));
        }
    }

    @Test
    void aTeacherWhoIsCertainLeavesItFinite() {
        DistillationSpec spec = new DistillationSpec("teacher", 1.0, 1.0);

        assertThat(loss(SOFTMAX, spec, new float[] {1, 0}, new float[] {20, -20}, 1, 2))
                .isCloseTo(0, within(1e-4));
        assertThat(loss(SIGMOID, spec, new float[] {0}, new float[] {-20}, 1, 1))
                .isCloseTo(0, within(1e-4));
    }

    /** Of the scores (1, 2, 3) the losses are 0.40760596 for the last class, ln 3 of equal ones. */
    @Test
    void examplesCountByTheirWeights() {
        try (PointerScope scope = new PointerScope()) {
            WeighedLoss loss = new WeighedLoss(new Crossentropy(new ClassWeights(new double[0]), 0));
            Tensor scores = Tensors.of(new float[] {1, 2, 3, 0, 0, 0}, 2, 3);
            Tensor targets = Tensors.of(new long[] {2, 0}, 2);

            assertThat(loss.of(new float[] {1, 0.5f}, scores, targets).item_double())
                    .isCloseTo((0.40760596 + 0.5 * Math.log(3)) / 2, within(1e-6));
            assertThat(loss.of(new float[] {0.5f, 0.5f}, scores, targets).item_double())
                    .isCloseTo((0.40760596 + Math.log(3)) / 4, within(1e-6));
            assertThat(loss.of(new float[0], scores, targets).item_double())
                    .isCloseTo((0.40760596 + Math.log(3)) / 2, within(1e-6));
            Tensor half = Tensors.of(new long[] {2, Batch.IGNORED}, 2);
            assertThat(loss.of(new float[] {1, 0.5f}, scores, half).item_double())
                    .isCloseTo(0.40760596, within(1e-6));
        }
    }

    @Test
    void partnersOfMixedExamplesCountByTheirOwnWeights() {
        Batch batch = new Batch(
                new float[] {0, 10, 20},
                new long[] {3, 1, 1, 1},
                new long[] {7, 8, 9},
                new long[] {3},
                new float[0],
                new float[] {1, 1, 0.5f},
                Map.of());

        MixedBatch mixed = MixedBatch.mixedUp(batch, 0.75, 1);

        assertThat(mixed.batch().exampleWeights()).containsExactly(1, 1, 0.5f);
        assertThat(mixed.others().exampleWeights()).containsExactly(1, 0.5f, 1);
    }
}
