package io.fovea.layers;

import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import java.util.List;

/**
 * Puts zeros around {@code [C, H, W]}.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(28, 28, 1).to(new ZeroPadding2D(2));   // [1, 32, 32]
 * x = x.to(new ZeroPadding2D(0, 0, 1, 1));   // [1, 33, 33]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]}. Output shape: {@code [C, H + top + bottom, W + left + right]}.
 *
 * <p>Borders come in ONNX's order: top, left, bottom, right; Keras has top, bottom, left, right.
 */
public final class ZeroPadding2D extends Layer {

    private final int top;
    private final int left;
    private final int bottom;
    private final int right;

    /** The same {@code border}, in pixels, on every side. */
    public ZeroPadding2D(int border) {
        this(border, border, border, border);
    }

    /** Borders in pixels, in ONNX's order. */
    public ZeroPadding2D(int top, int left, int bottom, int right) {
        if (Math.min(Math.min(top, left), Math.min(bottom, right)) < 0) {
            throw new IllegalArgumentException("A border is not negative");
        }
        this.top = top;
        this.left = left;
        this.bottom = bottom;
        this.right = right;
    }

    @Override
    protected String kind() {
        return "zero_padding2d";
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        requireImage(input, this);
        Tensor pads = Tensor.of(new long[] {0, 0, top, left, 0, 0, bottom, right}, 8);
        writer.node("Pad", List.of(input.name(), writer.constant("pads", pads)), Attributes.NONE);
        return new long[] {
            input.channels(),
            input.height() < 0 ? -1 : input.height() + top + bottom,
            input.width() < 0 ? -1 : input.width() + left + right
        };
    }
}
