package io.fovea.graph.operator;

import io.fovea.graph.ElementType;
import io.fovea.graph.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * What makes a plain convolution of a transposed one of stride 1: kernels read backwards, inputs and outputs in each other's
 * place, and the less at the edges the more the other cuts off. Runtimes have much faster kernels for it.
 *
 * @param kernels {@code [out, in / groups, ...]}
 * @param pads before, then after, for each axis
 */
public record TurnedKernels(Tensor kernels, long... pads) {
    /** Copies the array. */
    public TurnedKernels {
        pads = pads.clone();
    }

    /**
     * Those of a transposed convolution.
     *
     * @param kernels {@code [in, out / groups, ...]}
     * @param cut what it cuts off, before, then after, for each axis
     * @return empty where they are not in single precision, or more is cut off than can be
     */
    public static Optional<TurnedKernels> of(Tensor kernels, int groups, long[] dilations, long... cut) {
        int axes = kernels.shape().length - 2;
        if (kernels.type() != ElementType.FLOAT || axes < 1) {
            return Optional.empty();
        }
        long[] pads = new long[2 * axes];
        for (int i = 0; i < axes; i++) {
            long span = dilations[i] * (kernels.shape()[i + 2] - 1);
            pads[i] = span - cut[i];
            pads[i + axes] = span - cut[i + axes];
            if (pads[i] < 0 || pads[i + axes] < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new TurnedKernels(turned(kernels, groups), pads));
    }

    /** From {@code [in, out / groups, ...]} to {@code [out, in / groups, ...]}, each kernel read backwards. */
    private static Tensor turned(Tensor kernels, int groups) {
        long[] shape = kernels.shape();
        int in = (int) shape[0] / groups;
        int out = (int) shape[1];
        float[] from = kernels.toFloats();
        int area = from.length / (groups * in * out);
        float[] to = new float[from.length];
        for (int g = 0; g < groups; g++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    int source = ((g * in + i) * out + o) * area;
                    int target = ((g * out + o) * in + i) * area;
                    for (int k = 0; k < area; k++) {
                        to[target + k] = from[source + area - 1 - k];
                    }
                }
            }
        }
        long[] turned = shape.clone();
        turned[0] = (long) groups * out;
        turned[1] = in;
        return Tensor.of(to, turned);
    }

    /** A copy. */
    @Override
    public long[] pads() {
        return pads.clone();
    }

    /** Whether kernels and pads agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TurnedKernels that && kernels.equals(that.kernels) && Arrays.equals(pads, that.pads);
    }

    @Override
    public int hashCode() {
        return 31 * kernels.hashCode() + Arrays.hashCode(pads);
    }

    @Override
    public String toString() {
        return "TurnedKernels[kernels=" + kernels + ", pads=" + Arrays.toString(pads) + "]";
    }
}
