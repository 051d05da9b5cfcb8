package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.clear_cache;
import static org.bytedeco.pytorch.global.torch.is_autocast_enabled;
import static org.bytedeco.pytorch.global.torch.set_autocast_dtype;
import static org.bytedeco.pytorch.global.torch.set_autocast_enabled;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** libtorch's choice of bfloat16 for the operators that it is good enough for, on the thread that asks. */
final class Autocast {

    private Autocast() {}

    /** What {@code computation} returns with bfloat16 on that kind of device. */
    static <T> T during(DeviceType type, Supplier<T> computation) {
        set_autocast_dtype(type, ScalarType.BFloat16);
        set_autocast_enabled(type, true);
        try {
            return computation.get();
        } finally {
            set_autocast_enabled(type, false);
            clear_cache();
        }
    }

    /** What {@code computation} makes of a tensor, in float32 where bfloat16 on the CPU is not to be used. */
    static Tensor suspendedIf(boolean isToSuspend, Tensor tensor, UnaryOperator<Tensor> computation) {
        if (!isToSuspend || !tensor.is_cpu() || !is_autocast_enabled(DeviceType.CPU)) {
            return computation.apply(tensor);
        }
        set_autocast_enabled(DeviceType.CPU, false);
        try {
            return computation.apply(tensor.to(ScalarType.Float));
        } finally {
            set_autocast_enabled(DeviceType.CPU, true);
        }
    }
}
