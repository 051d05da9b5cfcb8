package io.fovea.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstanceMatchingTest {

    @Test
    void countsMatchesMissesAndInventions() {
        short[] truth = {1, 1, 1, 1, 0, 2, 2, 0, 3, 3};
        int[] found = {9, 9, 9, 0, 0, 4, 0, 5, 6, 6};
        InstanceMatching matching = InstanceMatching.of(truth, found, 0.5);
        // 1 is found by 3 of 4 pixels, 2 by exactly half, which is not more than half, 3 wholly; 5 is invented.
        assertThat(matching).isEqualTo(new InstanceMatching(2, 2, 1));
        assertThat(matching.averagePrecision()).isEqualTo(2 / 5.0);
    }

    @Test
    void anEmptyImageFoundEmptyIsPerfect() {
        assertThat(InstanceMatching.of(new short[4], new int[4], 0.5).averagePrecision())
                .isEqualTo(1);
    }

    @Test
    void objectNumbersBeyond32767AreUnsigned() {
        short[] truth = {(short) 40000, (short) 40000};
        assertThat(InstanceMatching.of(truth, new int[] {70000, 70000}, 0.5).truePositives())
                .isEqualTo(1);
    }
}
