package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntQueueTest {

    /** As many as there is room for at first are 64: some are taken before more come, or none, or all but one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 63})
    void whatCameFirstGoesFirst(int takenEarly) {
        IntQueue queue = new IntQueue();
        int next = 0;
        for (int i = 0; i < 64; i++) {
            queue.add(i);
        }
        for (int i = 0; i < takenEarly; i++) {
            assertThat(queue.take()).isEqualTo(next++);
        }
        for (int i = 64; i < 300; i++) {
            queue.add(i);
        }
        while (!queue.isEmpty()) {
            assertThat(queue.take()).isEqualTo(next++);
        }
        assertThat(next).isEqualTo(300);
    }

    @Test
    void whatIsEmptyCanBeFilledAgain() {
        IntQueue queue = new IntQueue();
        assertThat(queue.isEmpty()).isTrue();
        for (int round = 0; round < 200; round++) {
            queue.add(round);
            assertThat(queue.isEmpty()).isFalse();
            assertThat(queue.take()).isEqualTo(round);
            assertThat(queue.isEmpty()).isTrue();
        }
    }
}
