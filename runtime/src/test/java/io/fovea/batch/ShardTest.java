package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    @Test
    void sharesHaveEveryFileOnce() {
        List<Integer> all = List.of(0, 1, 2, 3, 4);

        assertThat(Shard.parse("1/3").of(all)).containsExactly(0, 3);
        assertThat(Shard.parse("2/3").of(all)).containsExactly(1, 4);
        assertThat(Shard.parse("3/3").of(all)).containsExactly(2);
        assertThat(new Shard(7, 9).of(all)).isEmpty();
        assertThat(Shard.WHOLE.of(all)).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/3", "4/3", "3", "1/0", "a/b", "-1/3", "1/2/3", ""})
    void otherNumbersAreRefused(String text) {
        assertThatThrownBy(() -> Shard.parse(text))
                .isInstanceOf(FoveaException.class)
                .hasMessageEndingWith(".");
    }
}
