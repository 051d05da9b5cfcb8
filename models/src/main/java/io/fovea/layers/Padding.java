package io.fovea.layers;

/** What a sliding window does at the border. */
public enum Padding {
    /** The window stays inside: {@code ceil((n - k + 1) / stride)} outputs. */
    VALID,
    /** Zeros around, symmetric for odd kernels: {@code ceil(n / stride)} outputs. */
    SAME;

    /** Outputs of a window of {@code kernel} over {@code size} inputs; -1 stays free. */
    long outputs(long size, int kernel, int stride) {
        if (size < 0) {
            return -1;
        }
        long steps = this == SAME ? size : size - kernel + 1;
        if (steps <= 0) {
            throw new IllegalArgumentException(
                    "A window of " + kernel + " does not fit into " + size + " inputs without padding");
        }
        return (steps + stride - 1) / stride;
    }

    /** ONNX's pads: top, left, bottom, right. */
    long[] pads(int height, int width) {
        if (this == VALID) {
            return new long[4];
        }
        int top = (height - 1) / 2;
        int left = (width - 1) / 2;
        return new long[] {top, left, height - 1 - top, width - 1 - left};
    }
}
