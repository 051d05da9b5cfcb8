package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PatienceTest {

    @Test
    void theResultAndTheErrorAreThoseOfTheWork() {
        assertThat(Patience.await(Patience.begin(() -> 7), Cancellation.NONE)).isEqualTo(7);
        CompletableFuture<Integer> failing = Patience.begin(() -> {
            throw new FoveaException("The work cannot be done.");
        });
        assertThatThrownBy(() -> Patience.await(failing, Cancellation.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The work cannot be done.");
    }

    @Test
    void nobodyWaitsForWorkThatIsCancelled() {
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Boolean> work = Patience.begin(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        });
        Instant end = Instant.now().plus(Duration.ofMillis(200));

        assertThatThrownBy(() -> Patience.await(work, () -> Instant.now().isAfter(end)))
                .isInstanceOf(CancelledException.class);

        assertThat(work).isNotDone();
        never.countDown();
        assertThat(Patience.await(work, Cancellation.NONE)).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        CompletableFuture<Boolean> work = new CompletableFuture<>();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Patience.await(work, Cancellation.NONE)).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
