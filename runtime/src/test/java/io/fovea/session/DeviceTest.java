package io.fovea.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    @ParameterizedTest
    @CsvSource({"auto, auto", "cpu, cpu", "cuda, cuda:0", "cuda:3, cuda:3", "coreml, coreml", "webgpu, webgpu:0"})
    void readsWhatItWrites(String text, String written) {
        Device device = Device.parse(text);
        assertThat(device).hasToString(written);
        assertThat(Device.parse(written)).isEqualTo(device);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:x", "cpu:1", "coreml:1", "webgpu:"})
    void namesTheChoicesForAnythingElse(String text) {
        assertThatThrownBy(() -> Device.parse(text))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("auto, cpu, cuda, cuda:N");
    }
}
