package io.fovea.task.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.model.DetectorHead;
import io.fovea.session.FloatTensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers that are drawn by hand, and what is read from them. */
final class Answers {
    private static final double EXACT = 1e-4;

    private Answers() {}

    /** The boxes that a detector of such a head means. */
    static List<Box> read(DetectorHead head, DetectorOutputs answer) {
        return BoxReader.of(head).read(answer);
    }

    /** An answer of one output to an input of so many pixels, its scores no probabilities yet; those of its classes sum to 1. */
    static DetectorOutputs answer(int width, int height, int labels, FloatTensor out) {
        return new DetectorOutputs(Map.of("out", out), Optional.empty(), width, height, labels, true, false);
    }

    static void put(float[] values, int at, float... row) {
        System.arraycopy(row, 0, values, at, row.length);
    }

    static void requireBox(Box box, int index, double score, double left, double top, double right, double bottom) {
        assertThat(box.index()).isEqualTo(index);
        assertThat((double) box.score()).isCloseTo(score, within(EXACT));
        assertThat(new double[] {box.left(), box.top(), box.right(), box.bottom()})
                .containsExactly(new double[] {left, top, right, bottom}, within(EXACT));
    }
}
