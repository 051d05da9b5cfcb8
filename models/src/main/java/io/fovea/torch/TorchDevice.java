package io.fovea.torch;

import io.fovea.FoveaException;
import io.fovea.session.Device;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where libtorch computes: on the CPU or on an NVIDIA GPU. Tensors that are computed with one another lie in one place.
 *
 * @param device the one really used: never {@link Device#AUTO}
 * @param type what libtorch calls this kind of device
 */
public record TorchDevice(Device device, DeviceType type) {

    static {
        Libraries.makeWhole();
    }

    /** On the CPU. */
    public static final TorchDevice CPU = new TorchDevice(Device.CPU, DeviceType.CPU);

    private static final Logger LOG = LoggerFactory.getLogger(TorchDevice.class);

    /**
     * The place that was asked for; for {@link Device#AUTO} the first GPU where one can be used, the CPU otherwise.
     *
     * @throws FoveaException saying what is missing, when a GPU was asked for that cannot be used
     */
    public static TorchDevice of(Device requested) {
        return switch (requested.kind()) {
            case CPU -> CPU;
            case AUTO, CUDA -> of(requested, Cuda.here());
            case COREML, WEBGPU ->
                throw new FoveaException("The device " + requested
                        + " runs models, and does not train them; take the device cuda, cpu or auto.");
        };
    }

    static TorchDevice of(Device requested, Cuda cuda) {
        Optional<String> missing = cuda.missing(requested.index());
        if (missing.isEmpty()) {
            return new TorchDevice(Device.cuda(requested.index()), DeviceType.CUDA);
        }
        if (requested.kind() == Device.Kind.CUDA) {
            throw new FoveaException("The GPU " + requested + " was asked for, but " + missing.get()
                    + "; or use the device cpu or auto.");
        }
        if (cuda.built()) {
            LOG.info("Training on the CPU: {}", missing.get());
        }
        return CPU;
    }

    /** {@code tensor} if it lies here already, otherwise a copy of it here, through which gradients flow back. */
    public Tensor place(Tensor tensor) {
        if (type == DeviceType.CPU && tensor.is_cpu()) {
            return tensor;
        }
        try (org.bytedeco.pytorch.Device here = libtorch()) {
            return tensor.to(here, tensor.scalar_type());
        }
    }

    /** This place as libtorch wants it; the caller closes it. */
    public org.bytedeco.pytorch.Device libtorch() {
        return new org.bytedeco.pytorch.Device(type, (byte) (type == DeviceType.CPU ? -1 : device.index()));
    }

    /** The faster precision: bfloat16 where this device multiplies it, float32 otherwise. */
    public Precision fasterPrecision() {
        if (type == DeviceType.CUDA) {
            return torch.getCUDAHooks().supportsBFloat16ConvolutionWithCuDNNv8() ? Precision.BF16 : Precision.FP32;
        }
        return Precision.automatic();
    }
}
