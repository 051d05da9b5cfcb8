package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.zeros;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.layers.Activation;
import io.fovea.layers.Dense;
import io.fovea.layers.Dropout;
import io.fovea.layers.Flatten;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;
import io.fovea.layers.UpSampling2D;
import io.fovea.session.Device;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.junit.jupiter.api.Test;

class TorchDeviceTest {

    private static final Optional<String> NOTHING = Optional.empty();
    private static final Cuda NOT_BUILT = new Cuda(false, NOTHING, 0);
    private static final Cuda NO_LIBRARY = new Cuda(true, Optional.of("libcudnn.so.9: cannot open"), 0);
    private static final Cuda NO_DRIVER = new Cuda(true, NOTHING, 0);
    private static final Cuda TWO = new Cuda(true, NOTHING, 2);

    /** libtorch's device without memory: it tells whether all is in one place, and computes nothing (nor convolves). */
    private static final TorchDevice ELSEWHERE = new TorchDevice(Device.CPU, DeviceType.Meta);

    @Test
    void allIsComputedInThePlaceExceptShapes() {
        Network network = new Network("small", 1);
        SymbolicTensor x = network.input(8, 8, 3).to(new UpSampling2D(2)).to(new Flatten());
        x = x.to(new Dropout(0.5f));
        Graph graph = network.finish(x.to(new Dense(4).activation(Activation.SOFTMAX)));
        String output = graph.outputs().get(0).name();
        try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32).on(ELSEWHERE);
                PointerScope scope = new PointerScope()) {
            Tensor answer = model.run(Map.of(model.input(), zeros(2, 3, 8, 8)), output, true);
            answer.sum().backward();

            assertThat(answer.is_meta()).isTrue();
            assertThat(model.parameters()).hasSize(2).allSatisfy((name, tensor) -> {
                assertThat(tensor.is_leaf()).isTrue();
                assertThat(tensor.grad().is_meta()).isTrue();
            });
        }
    }

    @Test
    void theCpuIsAlwaysThere() {
        assertThat(TorchDevice.of(Device.CPU)).isSameAs(TorchDevice.CPU);
        assertThat(TorchDevice.CPU.device()).isEqualTo(Device.CPU);
    }

    @Test
    void aGpuIsTakenWhereOneCanBeUsed() {
        assertThat(TorchDevice.of(Device.AUTO, TWO).device()).isEqualTo(Device.cuda(0));
        assertThat(TorchDevice.of(Device.cuda(1), TWO)).isEqualTo(new TorchDevice(Device.cuda(1), DeviceType.CUDA));
        assertThat(TorchDevice.of(Device.AUTO, NOT_BUILT)).isSameAs(TorchDevice.CPU);
        assertThat(TorchDevice.of(Device.AUTO, NO_LIBRARY)).isSameAs(TorchDevice.CPU);
    }

    @Test
    void whatAGpuLacksIsNamed() {
        assertLacks("built without CUDA: build it with 'mvn -Pcuda package'", 0, NOT_BUILT);
        assertLacks("not all there (libcudnn.so.9: cannot open): install CUDA 13 with cuDNN 9", 0, NO_LIBRARY);
        assertLacks("a driver that is new enough", 0, NO_DRIVER);
        assertLacks("there are 2 GPUs, and the first is cuda:0", 2, TWO);
    }

    private static void assertLacks(String named, int index, Cuda cuda) {
        assertThatThrownBy(() -> TorchDevice.of(Device.cuda(index), cuda))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("The GPU cuda:" + index + " was asked for, but ")
                .hasMessageContaining(named)
                .hasMessageEndingWith("; or use the device cpu or auto.");
    }
}
