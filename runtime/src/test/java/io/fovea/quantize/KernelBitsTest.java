package io.fovea.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KernelBitsTest {

    /** What Linux says of the processor against what came out of it. */
    @Test
    void processorsWithoutVnniCutProductsOfEightBitsOff() throws IOException {
        Path processor = Path.of("/proc/cpuinfo");
        assumeTrue(Files.isReadable(processor), "this system does not say what its processor can do");
        String flags = Files.readString(processor);
        assumeTrue(flags.contains(" avx2 "), "the processor is none of those in question");

        // One that has it may be asked by an ONNX Runtime that does not use it.
        assumeTrue(!flags.contains("vnni"), "the processor adds exactly");
        assertThat(KernelBits.here()).isEqualTo(KernelBits.SEVEN);
    }

    /** {@code 2 * 255 * 64} is within sixteen bits, {@code 2 * 255 * 65} is not. */
    @Test
    void sevenBitsAreTheMostThatFit() {
        int most = 2 * 255 * KernelBits.SEVEN.largest();

        assertThat(most).isLessThanOrEqualTo(Short.MAX_VALUE);
        assertThat(most + 2 * 255).isGreaterThan(Short.MAX_VALUE);
    }
}
