package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fovea.torch.Tensors;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ValidationMetricsTest {

    @Test
    void pixelsGiveTheMeanIntersectionOverUnionWithoutIgnoredOnes() {
        // Scores of two classes at four pixels: the answers are 0, 1, 1, 0.
        float[] scores = {1, 0, 0, 1, 0, 1, 1, 0};
        try (PointerScope scope = new PointerScope()) {
            ValidationMetrics measures = new ValidationMetrics(Map.of());
            measures.add(Tensors.of(scores, 1, 2, 2, 2), Tensors.of(new long[] {0, 1, 0, -100}, 1, 2, 2));
            assertThat(measures.values()).containsExactly(entry("val_mean_iou", 0.5));
        }
    }

    @Test
    void oneScoreStandsForTheSecondOfTwoClasses() {
        try (PointerScope scope = new PointerScope()) {
            ValidationMetrics measures = new ValidationMetrics(Map.of());
            measures.add(Tensors.of(new float[] {2, -1}, 2, 1), Tensors.of(new long[] {1, 1}, 2));
            measures.add(Tensors.of(new float[] {-2, 1}, 2, 1), Tensors.of(new long[] {0, 1}, 2));
            // Class 0: found 1 of 1, answered twice; class 1: found 2 of 3, answered twice.
            assertThat(measures.values()).containsExactly(entry("val_f1", (2 / 3.0 + 4 / 5.0) / 2));
        }
    }

    @Test
    void labelsAreMeasuredEachByItself() {
        try (PointerScope scope = new PointerScope()) {
            ValidationMetrics measures = new ValidationMetrics(Map.of());
            Tensor targets = Tensors.of(new long[] {1, 0, 1, 1, 0, 0}, 2, 3);
            Tensor scores = Tensors.of(new float[] {1, -1, -1, 1, 1, -1}, 2, 3);
            measures.add(scores, targets);
            // Right twice; never there and answered once; there once and missed.
            assertThat(measures.values()).containsExactly(entry("val_f1", (1.0 + 0 + 0) / 3));
            EpochTally tally = new EpochTally(scores);
            tally.add(2, scores.mean(), scores, targets);
            assertThat(tally.accuracy()).isEqualTo(4 / 6.0);
            assertThat(tally.loss()).isEqualTo(0);
        }
    }

    @Test
    void theRightClassAmongTheFiveBestCounts() {
        float[] scores = new float[20];
        for (int c = 0; c < 10; c++) {
            scores[c] = c;
            scores[10 + c] = -c;
        }
        try (PointerScope scope = new PointerScope()) {
            ValidationMetrics measures = new ValidationMetrics(Map.of());
            measures.add(Tensors.of(scores, 2, 10), Tensors.of(new long[] {5, 5}, 2));
            assertThat(measures.values()).containsEntry("val_top5", 0.5);
        }
    }
}
