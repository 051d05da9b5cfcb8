package io.fovea.concept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomSetsTest {

    @Test
    void noPictureIsInTwoSetsWhileThereAreEnough() {
        assertThat(RandomSets.share(60, 5, 6)).isFalse();
        Set<Integer> seen = new HashSet<>();
        for (RandomSets run : RandomSets.draw(60, 5, 6, 1)) {
            assertThat(run.others()).hasSize(5);
            assertThat(run.pretended()).hasSize(5);
            seen.addAll(run.others());
            seen.addAll(run.pretended());
        }
        assertThat(seen).hasSize(60);
    }

    @Test
    void withFewerTheTwoOfARunShareNone() {
        assertThat(RandomSets.share(59, 5, 6)).isTrue();
        List<RandomSets> drawn = RandomSets.draw(12, 5, 6, 1);
        assertThat(drawn).hasSize(6).allSatisfy(run -> assertThat(run.others())
                .doesNotContainAnyElementsOf(run.pretended()));
        assertThat(drawn).isEqualTo(RandomSets.draw(12, 5, 6, 1)).isNotEqualTo(RandomSets.draw(12, 5, 6, 2));
    }
}
