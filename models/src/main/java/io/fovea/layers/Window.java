package io.fovea.layers;

import io.fovea.graph.Attributes;

/**
 * A window that slides over {@code [C, H, W]}.
 *
 * @param height in inputs, before dilation
 * @param width in inputs, before dilation
 * @param stride by which it moves, along both axes
 * @param dilation distance between two inputs under it
 * @param padding what it does at the border
 */
record Window(int height, int width, int stride, int dilation, Padding padding) {

    Window {
        if (height < 1 || width < 1 || stride < 1 || dilation < 1) {
            throw new IllegalArgumentException("A window's size, stride and dilation are at least 1, but " + height
                    + "x" + width + ", " + stride + " and " + dilation + " were given");
        }
    }

    static Window of(int height, int width) {
        return new Window(height, width, 1, 1, Padding.VALID);
    }

    Window strides(int step) {
        return new Window(height, width, step, dilation, padding);
    }

    Window dilation(int distance) {
        return new Window(height, width, stride, distance, padding);
    }

    Window padding(Padding border) {
        return new Window(height, width, stride, dilation, border);
    }

    /** Inputs under the window. */
    long area() {
        return (long) height * width;
    }

    /** From the first to the last input under the window, along the height. */
    int spanHeight() {
        return (height - 1) * dilation + 1;
    }

    /** From the first to the last input under the window, along the width. */
    int spanWidth() {
        return (width - 1) * dilation + 1;
    }

    /** The settings as ONNX's Conv and pooling operators take them. */
    Attributes attributes() {
        return unpadded().withIntegers("pads", padding.pads(spanHeight(), spanWidth()));
    }

    /** The settings without pads. */
    Attributes unpadded() {
        Attributes attributes =
                Attributes.NONE.withIntegers("kernel_shape", height, width).withIntegers("strides", stride, stride);
        return dilation == 1 ? attributes : attributes.withIntegers("dilations", dilation, dilation);
    }

    /** The shape of {@code channels} images that this window makes of {@code input}. */
    long[] over(SymbolicTensor input, int channels) {
        return new long[] {
            channels,
            padding.outputs(input.height(), spanHeight(), stride),
            padding.outputs(input.width(), spanWidth(), stride)
        };
    }
}
