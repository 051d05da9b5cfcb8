package io.fovea.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.data.TrueBox;
import io.fovea.task.Detection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every expectation is worked out by hand. */
class AveragePrecisionTest {
    private static final double EXACT = 1e-9;

    private static final TrueBox HERE = truth(0);
    private static final TrueBox THERE = truth(100);

    /** Right, wrong, right: precisions 1, 1/2, 2/3 at recalls 1/2, 1/2, 1. */
    @Test
    void precisionIsTheGreatestAtARecallOrBeyond() {
        AveragePrecision precision = new AveragePrecision(0.5);
        precision.add(List.of(HERE, THERE), List.of(found(0.9f, 0), found(0.8f, 50), found(0.7f, 100)));

        // 1 at the 51 recalls 0 to 0.5, 2/3 at the 50 beyond.
        assertThat(precision.value(0)).isCloseTo((51 + 50 * 2 / 3.0) / 101, within(EXACT));
    }

    @Test
    void whatIsNeverFoundHasNoPrecision() {
        AveragePrecision precision = new AveragePrecision(0.5);
        precision.add(List.of(HERE, THERE), List.of(found(0.9f, 0)));

        assertThat(precision.value(0)).isCloseTo(51 / 101.0, within(EXACT));
        assertThat(precision.truths()).isEqualTo(2);
    }

    @Test
    void aSecondBoxAroundOneObjectIsWrong() {
        AveragePrecision precision = new AveragePrecision(0.5);
        precision.add(List.of(HERE, THERE), List.of(found(0.9f, 0), found(0.8f, 1), found(0.7f, 100)));

        assertThat(precision.value(0)).isCloseTo((51 + 50 * 2 / 3.0) / 101, within(EXACT));
    }

    /** Of boxes of 10x10 pixels, 2.5 apart, 75 of 125 square pixels are common: 0.6. */
    @Test
    void theOverlapMustReachTheThreshold() {
        assertThat(AveragePrecision.overlap(found(1, 2.5), HERE)).isCloseTo(0.6, within(EXACT));
        assertThat(of(0.55, found(0.9f, 2.5))).isEqualTo(1);
        assertThat(of(0.6, found(0.9f, 2.5))).isEqualTo(1);
        assertThat(of(0.65, found(0.9f, 2.5))).isZero();
    }

    /** The box that is 0.6 common is right at 0.5 alone, the other at both: precisions 1, 1 and 0, 1/2. */
    @Test
    void eachThresholdHasAPrecisionOfItsOwn() {
        AveragePrecision precision = new AveragePrecision(0.5, 0.75);
        precision.add(List.of(HERE, THERE), List.of(found(0.9f, 2.5), found(0.8f, 100)));

        assertThat(precision.value(0)).isEqualTo(1);
        assertThat(precision.value(1)).isCloseTo(51 * 0.5 / 101, within(EXACT));
    }

    @Test
    void answersToAllImagesStandInOneOrder() {
        AveragePrecision precision = new AveragePrecision(0.5);
        precision.add(List.of(HERE), List.of(found(0.6f, 0)));
        // An image that shows nothing: a surer answer is wrong.
        precision.add(List.of(), List.of(found(0.9f, 0)));

        assertThat(precision.value(0)).isCloseTo(0.5, within(EXACT));
    }

    @Test
    void whatIsFoundInACrowdDoesNotCount() {
        TrueBox crowd = new TrueBox(0, 200, 0, 100, 100, true);
        AveragePrecision precision = new AveragePrecision(0.5);
        precision.add(List.of(HERE, crowd), List.of(found(0.9f, 210), found(0.8f, 250), found(0.7f, 0)));

        assertThat(precision.value(0)).isEqualTo(1);
        assertThat(precision.truths()).isEqualTo(1);
    }

    @Test
    void aClassThatNeverOccursHasNone() {
        AveragePrecision precision = new AveragePrecision(0.5);
        precision.add(List.of(), List.of(found(0.9f, 0)));

        assertThat(precision.value(0)).isNaN();
    }

    private static double of(double threshold, Detection answer) {
        AveragePrecision precision = new AveragePrecision(threshold);
        precision.add(List.of(HERE), List.of(answer));
        return precision.value(0);
    }

    private static TrueBox truth(double x) {
        return new TrueBox(0, x, 0, 10, 10, false);
    }

    private static Detection found(float score, double x) {
        return new Detection(0, "a", score, x, 0, 10, 10);
    }
}
