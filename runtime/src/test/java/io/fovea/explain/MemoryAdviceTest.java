package io.fovea.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.anatomy.InputFrame;
import org.junit.jupiter.api.Test;

class MemoryAdviceTest {
    private static final InputFrame FRAMING = new InputFrame(4000, 2000, 4000, 2000, 4000, 2000);

    /** Ten values, and as many gradients, for each pixel of a small trial. */
    private static final MemoryAdvice MEMORY = MemoryAdvice.of(10 * 64 * 64, 64, 64);

    @Test
    void saysTheSizeThatFits() {
        assertThat(MEMORY.bytesPerPixel()).isEqualTo(80);
        assertThat(MEMORY.tooLarge(FRAMING, 160e6, new OutOfMemoryError()))
                .hasMessageContaining("4000x2000")
                .hasMessageContaining("about 0.6 GB of the 0.2 GB")
                .hasMessageContaining("one of 2000x1000 should fit");
    }

    @Test
    void advisesASmallerImageWhateverIsFreeNow() {
        assertThat(MEMORY.tooLarge(FRAMING, 1e12, new OutOfMemoryError())).hasMessageContaining("2800x1400");
    }

    @Test
    void hearsWhatJavaAndOnnxRuntimeSay() {
        assertThatThrownBy(() -> MEMORY.guard(FRAMING, () -> {
                    throw new OutOfMemoryError("Cannot reserve 5 bytes of direct buffer memory");
                }))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("should fit");
        assertThatThrownBy(() -> MEMORY.guard(FRAMING, () -> {
                    throw new FoveaException("Non-zero status code: Failed to allocate memory for requested buffer");
                }))
                .hasMessageContaining("should fit");
        assertThatThrownBy(() -> MEMORY.guard(FRAMING, () -> {
                    throw new FoveaException("another matter");
                }))
                .hasMessage("another matter");
    }
}
