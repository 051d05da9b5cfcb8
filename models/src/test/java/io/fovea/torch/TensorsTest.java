package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Tensor;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorsTest {
    @Test
    void integersBecomeLongOnes() {
        assertThat(Tensors.of(Tensor.of(3L, -1L)).scalar_type().toString()).isEqualTo("Long");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT8E4M3FN", "FLOAT8E5M2", "COMPLEX64"})
    void numbersThatLibtorchIsNotGivenAreRefusedByName(ElementType type) {
        Tensor constant = Tensor.ofBytes(type, new long[] {1}, ByteBuffer.allocate((int) type.bytes(1)));

        assertThatThrownBy(() -> Tensors.of(constant))
                .isInstanceOf(FoveaException.class)
                .hasMessage("A constant of " + type + " cannot be used on libtorch.");
    }
}
