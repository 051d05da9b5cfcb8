package io.fovea.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferedDeviceTest {
    @TempDir
    Path folder;

    @Test
    void everyMachineHasACpuAndNamesAreThoseOfDevices() {
        assertThat(OfferedDevice.all())
                .anySatisfy(each -> {
                    assertThat(each.name()).isEqualTo("cpu");
                    assertThat(each.provider()).isEqualTo("CPUExecutionProvider");
                })
                .allSatisfy(each -> assertThat(each.name().isEmpty()
                                || Device.parse(each.name()).toString().equals(each.name()))
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "CPUExecutionProvider, 0, cpu",
        "CUDAExecutionProvider, 1, cuda:1",
        "CoreMLExecutionProvider, 0, coreml",
        "WebGpuExecutionProvider, 2, webgpu:2",
        "XnnpackExecutionProvider, 0, ''"
    })
    void namesAreWhatDevicesAreAskedForBy(String provider, int number, String name) {
        assertThat(OfferedDevice.name(provider, number)).isEqualTo(name);
    }

    /** Each says what is missing, and what to take in its place. */
    @Test
    void oneThatCannotBeHadIsNamedWithItsCause() throws IOException {
        byte[] any = {1};
        Assumptions.assumeFalse(
                OrtEnvironment.getAvailableProviders().contains(OrtProvider.CORE_ML), "this machine has CoreML");
        Assumptions.assumeTrue(PluginLibrary.named().isEmpty(), "this machine may have WebGPU");
        assertThatThrownBy(() -> Session.open(any, Device.parse("coreml")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("coreml")
                .hasMessageContaining("cpu or auto");
        assertThatThrownBy(() -> Session.open(any, Device.parse("webgpu")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("webgpu:0")
                .hasMessageContaining("FOVEA_DEVICE_LIBRARY");
        assertThatThrownBy(() -> PluginLibrary.load(folder.resolve("no.so")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("no.so");
        Path text = Files.writeString(folder.resolve("text.so"), "no library");
        assertThatThrownBy(() -> PluginLibrary.load(text))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("text.so")
                .hasMessageContaining("cannot be used");
    }

    @ParameterizedTest
    @CsvSource({
        "CUDA failure 2: out of memory ; GPU=0, true",
        "Failed to allocate memory for requested buffer of size 4294967296, true",
        "CUBLAS_STATUS_ALLOC_FAILED, true",
        "Got invalid dimensions for input, false"
    })
    void wantOfMemoryIsKnownByItsWords(String words, boolean meant) {
        assertThat(DeviceMemoryException.isMeant(words)).isEqualTo(meant);
    }
}
