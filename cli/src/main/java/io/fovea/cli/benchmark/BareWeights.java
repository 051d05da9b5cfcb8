package io.fovea.cli.benchmark;

import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** Layers written straight to libtorch's functions. Each is made once and keeps its weights. */
final class BareWeights {

    /** A layer. */
    @FunctionalInterface
    interface Layer {
        Tensor of(Tensor x);
    }

    private final boolean channelsLast;
    private final TensorVector all = new TensorVector();

    /** Layers whose kernels lie channels last, or first. */
    BareWeights(boolean channelsLast) {
        this.channelsLast = channelsLast;
    }

    /** What is trained, for an optimiser. */
    TensorVector all() {
        return all;
    }

    /** The number of trainable numbers. */
    long count() {
        long count = 0;
        for (long i = 0; i < all.size(); i++) {
            count += all.get(i).numel();
        }
        return count;
    }

    /** Images as the kernels lie. */
    Tensor laidOut(Tensor images) {
        return channelsLast ? images.contiguous(MemoryFormat.ChannelsLast) : images;
    }

    private Tensor weight(Tensor values) {
        Tensor weight = (values.dim() == 4 ? laidOut(values) : values).set_requires_grad(true);
        all.push_back(weight);
        return weight;
    }

    private Tensor kernel(long... shape) {
        double spread = Math.sqrt(6.0 / (shape[2] * shape[3] * (shape[0] + shape[1])));
        return weight(rand(shape).sub_(new Scalar(0.5)).mul_(new Scalar(2 * spread)));
    }

    Layer conv(long in, long out, long side, long stride, long pad, boolean biased) {
        return conv(kernel(out, in, side, side), biased ? weight(zeros(out)) : null, stride, pad, 1);
    }

    Layer depthwise(long channels) {
        return conv(kernel(channels, 1, 3, 3), null, 1, 1, channels);
    }

    private static Layer conv(Tensor kernel, Tensor bias, long stride, long pad, long groups) {
        TensorOptional added = bias == null ? new TensorOptional() : new TensorOptional(bias);
        long[] strides = {stride, stride};
        long[] pads = {pad, pad};
        long[] one = {1, 1};
        return x -> torch.conv2d(x, kernel, added, strides, pads, one, groups);
    }

    Layer transposed(long in, long out, long stride) {
        Tensor kernel = kernel(in, out, 3, 3);
        TensorOptional bias = new TensorOptional(weight(zeros(out)));
        long[] strides = {stride, stride};
        long[] one = {1, 1};
        long[] more = {stride - 1, stride - 1};
        return x -> torch.conv_transpose2d(x, kernel, bias, strides, one, more, 1, one);
    }

    Layer normalisation(long channels) {
        TensorOptional scale = new TensorOptional(weight(ones(channels)));
        TensorOptional shift = new TensorOptional(weight(zeros(channels)));
        TensorOptional mean = new TensorOptional(zeros(channels));
        TensorOptional variance = new TensorOptional(ones(channels));
        return x -> torch.batch_norm(x, scale, shift, mean, variance, true, 0.01, 1e-3, true);
    }

    Layer dense(long in, long out) {
        Tensor kernel = weight(rand(out, in).sub_(new Scalar(0.5)).mul_(new Scalar(2 * Math.sqrt(6.0 / (in + out)))));
        TensorOptional bias = new TensorOptional(weight(zeros(out)));
        return x -> torch.linear(x, kernel, bias);
    }

    static Tensor pooled(Tensor x, long side, long stride, long pad) {
        return torch.max_pool2d(
                x,
                new long[] {side, side},
                new long[] {stride, stride},
                new long[] {pad, pad},
                new long[] {1, 1},
                false);
    }
}
