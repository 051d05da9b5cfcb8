package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineCheckTest {
    @Test
    void aClassThatCouldNotBeInitialisedIsToldByItsCause() {
        Throwable cause = new IllegalStateException("Failed to load onnx-runtime library");

        assertThat(MachineCheck.reason(new ExceptionInInitializerError(cause)))
                .isEqualTo("Failed to load onnx-runtime library");
        assertThat(MachineCheck.reason(new UnsatisfiedLinkError("no such library")))
                .isEqualTo("no such library");
        assertThat(MachineCheck.reason(new UnsatisfiedLinkError())).isEqualTo("java.lang.UnsatisfiedLinkError");
    }
}
