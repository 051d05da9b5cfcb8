package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitTest {

    @Test
    void everyExampleLiesInExactlyOnePart() {
        Split split = Split.shuffled(564, 1337, 0.1, 0.2);
        assertThat(split.test()).hasSize(113);
        assertThat(split.validation()).hasSize(56);
        assertThat(split.train()).hasSize(395);
        Set<Integer> all = new HashSet<>(split.train());
        all.addAll(split.validation());
        all.addAll(split.test());
        assertThat(all).hasSize(564);
    }

    @Test
    void theSeedDecides() {
        assertThat(Split.shuffled(50, 1, 0.1, 0.1)).isEqualTo(Split.shuffled(50, 1, 0.1, 0.1));
        assertThat(Split.shuffled(50, 1, 0.1, 0.1)).isNotEqualTo(Split.shuffled(50, 2, 0.1, 0.1));
    }

    @Test
    void aNumberFromOneIsANumberOfExamples() {
        Split split = Split.shuffled(5000, 1337, 1000, 0.1);
        assertThat(split.validation()).hasSize(1000);
        assertThat(split.test()).hasSize(500);
        assertThat(split.train()).hasSize(3500);
    }

    @Test
    void sharesThatTogetherOverflowAnIntAreRefusedToo() {
        assertThatThrownBy(() -> Split.shuffled(10, 1, 2_147_483_647, 0.2))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("leaves none to train on");
    }

    @Test
    void aBalancedSplitTakesTheSameShareOfEveryClass() {
        int[] classes = new int[120];
        java.util.Arrays.fill(classes, 90, 120, 1);
        Split split = Split.balanced(classes, 7, 0.1, 24);
        assertThat(split.validation()).hasSize(12).filteredOn(i -> i >= 90).hasSize(3);
        assertThat(split.test()).hasSize(24).filteredOn(i -> i >= 90).hasSize(6);
        Set<Integer> all = new HashSet<>(split.train());
        all.addAll(split.validation());
        all.addAll(split.test());
        assertThat(all).hasSize(120);
    }

    @Test
    void refusesToLeaveNothingToTrainOn() {
        assertThatThrownBy(() -> Split.shuffled(10, 1, 0.5, 0.5))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("none to train on");
    }
}
