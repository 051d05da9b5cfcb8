package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.globalContext;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether oneDNN, by which libtorch computes convolutions on the CPU, answers rightly on this processor. It writes its code for
 * the processor that it finds, which on some was wrong without a word (pytorch/pytorch#163347, openvinotoolkit/openvino#38256).
 * So it is tried once on some small convolutions, before anything is trained; the reference is libtorch's own code for float64.
 */
final class FastConvolutions {
    static {
        Libraries.makeWhole();
        try (Context context = globalContext()) {
            // Warns at every convolution that oneDNN leaves to it on a processor that it does not know.
            context.setUserEnabledNNPACK(false);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(FastConvolutions.class);

    /** In parts of a result's norm; rounding alone is a tenth of it at most. */
    private static final Map<Precision, Double> BOUNDS = Map.of(Precision.FP32, 1e-4, Precision.BF16, 2e-2);

    /** Those that were wrong, and others that are close to them. */
    private static final List<Shape> SHAPES = List.of(
            new Shape(2, 1, 8, 1, 8, 3, 1),
            new Shape(2, 4, 78, 1, 7, 1, 1),
            new Shape(2, 94, 38, 1, 8, 1, 1),
            new Shape(2, 144, 44, 1, 8, 1, 1),
            new Shape(4, 99, 74, 1, 5, 3, 2),
            new Shape(2, 64, 5, 1, 8, 3, 1),
            new Shape(2, 16, 24, 1, 8, 3, 2),
            new Shape(2, 48, 48, 48, 8, 3, 2),
            new Shape(2, 32, 64, 1, 8, 3, 1));

    private static final Map<Precision, Boolean> RIGHT = new EnumMap<>(Precision.class);

    private record Shape(long images, long in, long out, long groups, long side, long kernel, long stride) {}

    private FastConvolutions() {}

    /** Has libtorch compute convolutions by slower code of its own where the faster one is wrong; says so once. */
    static void useIfRight() {
        if (!areRight(Precision.FP32)) {
            leave();
        }
    }

    /** Whether they are, in a precision; the first time this takes a fraction of a second. */
    static synchronized boolean areRight(Precision precision) {
        return RIGHT.computeIfAbsent(precision, name -> tried(name, UnaryOperator.identity()));
    }

    private static synchronized void leave() {
        try (Context context = globalContext()) {
            if (context.userEnabledMkldnn()) {
                context.setUserEnabledMkldnn(false);
                LOG.warn(
                        "oneDNN, by which libtorch computes convolutions, gets some of them wrong on this processor, so that"
                                + " slower code is used in its place. Please report this, with the processor's name.");
            }
        }
    }

    /** Whether they are right, of kernels after {@code fault}, which is none but in tests. */
    static boolean tried(Precision precision, UnaryOperator<Tensor> fault) {
        return SHAPES.stream().allMatch(shape -> isRight(shape, precision, fault));
    }

    private static boolean isRight(Shape shape, Precision precision, UnaryOperator<Tensor> fault) {
        try (PointerScope scope = new PointerScope();
                AutoGradMode gradients = new AutoGradMode(true)) {
            Tensor pixels = rounded(shape.images, shape.in, shape.side, shape.side);
            Tensor weights = rounded(shape.out, shape.in / shape.groups, shape.kernel, shape.kernel);
            List<Tensor> exact = answers(shape, pixels.to(ScalarType.Double), weights.to(ScalarType.Double));
            Tensor given = fault.apply(weights);
            List<Tensor> fast = precision == Precision.BF16
                    ? Autocast.during(DeviceType.CPU, () -> answers(shape, pixels, given))
                    : answers(shape, pixels, given);
            for (int i = 0; i < exact.size(); i++) {
                double apart = fast.get(i)
                        .to(ScalarType.Double)
                        .sub(exact.get(i))
                        .norm()
                        .item_double();
                if (!(apart <= BOUNDS.get(precision) * exact.get(i).norm().item_double())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The result, and the gradients of the input and the kernel where that of the result is the result itself. */
    private static List<Tensor> answers(Shape shape, Tensor pixels, Tensor weights) {
        Tensor x = Tensors.channelsLast(pixels.detach().clone()).requires_grad_(true);
        Tensor kernel = Tensors.channelsLast(weights.detach().clone()).requires_grad_(true);
        long[] strides = {shape.stride, shape.stride};
        long[] pads = {shape.kernel / 2, shape.kernel / 2};
        Tensor y = conv2d(x, kernel, new TensorOptional(), strides, pads, new long[] {1, 1}, shape.groups);
        y.to(pixels.scalar_type()).mul(y.detach()).sum().backward();
        return List.of(y.detach(), x.grad(), kernel.grad());
    }

    /** Random numbers that bfloat16 has, the same every time; not from libtorch's generator, which is the training's. */
    private static Tensor rounded(long... shape) {
        Random random = new Random(1);
        float[] values = new float[(int) LongStream.of(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensors.of(values, shape).to(ScalarType.BFloat16).to(ScalarType.Float);
    }
}
