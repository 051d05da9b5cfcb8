package io.fovea.cli.benchmark;

import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.conv_transpose2d;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randint;
import static org.bytedeco.pytorch.global.torch.relu;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The trimap network written straight to libtorch, the way its tutorials do: float32, channels first, one random batch
 * over and over. Not thread-safe.
 */
final class BareTrimapNet {
    private static final long SIDE = 200;
    private static final long CLASSES = 3;
    private static final long MEAN = 1;
    private static final long IGNORE_NONE = -100;

    /** One convolution: its kernel and bias, whether it is transposed, and its stride. */
    private record Convolution(Tensor kernel, Tensor bias, boolean transposed, long stride) {
        static Convolution of(long in, long out, boolean transposed, long stride) {
            long[] shape = transposed ? new long[] {in, out, 3, 3} : new long[] {out, in, 3, 3};
            double spread = Math.sqrt(6.0 / (9 * (in + out)));
            Tensor kernel = rand(shape).sub_(new Scalar(0.5)).mul_(new Scalar(2 * spread));
            return new Convolution(
                    kernel.set_requires_grad(true), torch.zeros(out).set_requires_grad(true), transposed, stride);
        }

        Tensor of(Tensor x) {
            long[] strides = {stride, stride};
            long[] one = {1, 1};
            TensorOptional bias = new TensorOptional(this.bias);
            return transposed
                    ? conv_transpose2d(x, kernel, bias, strides, one, new long[] {stride - 1, stride - 1}, 1, one)
                    : conv2d(x, kernel, bias, strides, one, one, 1);
        }
    }

    private final List<Convolution> layers = new ArrayList<>();
    private final RMSprop optimizer;
    private final Tensor images;
    private final Tensor targets;

    BareTrimapNet(long batch) {
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        long channels = 3;
        for (long filters : new long[] {64, 128, 256}) {
            layers.add(Convolution.of(channels, filters, false, 2));
            layers.add(Convolution.of(filters, filters, false, 1));
            channels = filters;
        }
        for (long filters : new long[] {256, 128, 64}) {
            layers.add(Convolution.of(channels, filters, true, 1));
            layers.add(Convolution.of(filters, filters, true, 2));
            channels = filters;
        }
        layers.add(Convolution.of(channels, CLASSES, false, 1));
        TensorVector parameters = new TensorVector();
        for (Convolution layer : layers) {
            parameters.push_back(layer.kernel());
            parameters.push_back(layer.bias());
        }
        optimizer = new RMSprop(parameters);
        images = rand(batch, 3, SIDE, SIDE).mul_(new Scalar(255.0));
        targets = randint(CLASSES, new long[] {batch, SIDE, SIDE}).to(torch.ScalarType.Long);
    }

    /** The number of trainable numbers. */
    long parameters() {
        return layers.stream()
                .mapToLong(layer -> layer.kernel().numel() + layer.bias().numel())
                .sum();
    }

    /** Forward, backward, update. */
    void step() {
        try (PointerScope scope = new PointerScope()) {
            optimizer.zero_grad();
            Tensor x = images.div(new Scalar(255.0));
            for (Convolution layer : layers.subList(0, layers.size() - 1)) {
                x = relu(layer.of(x));
            }
            Tensor logits = layers.get(layers.size() - 1).of(x);
            cross_entropy_loss(logits, targets, new TensorOptional(), MEAN, IGNORE_NONE, 0)
                    .backward();
            optimizer.step();
        }
    }
}
