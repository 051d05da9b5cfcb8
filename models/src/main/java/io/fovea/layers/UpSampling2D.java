package io.fovea.layers;

import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import java.util.List;

/**
 * Enlarges {@code [C, H, W]} by a whole factor: every pixel repeated, or interpolated.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(16, 16, 8).to(new UpSampling2D(2));   // [8, 32, 32]
 * x = x.to(new UpSampling2D(3).bilinear());   // [8, 96, 96]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]}. Output shape: {@code [C, H * factor, W * factor]}.
 */
public final class UpSampling2D extends Layer {

    private final int factor;
    private boolean bilinear;

    /** Repeats every pixel {@code factor} times along both axes. */
    public UpSampling2D(int factor) {
        if (factor < 1) {
            throw new IllegalArgumentException("An image is enlarged by at least 1, but " + factor + " was given");
        }
        this.factor = factor;
    }

    /** Interpolates between the centres of pixels instead. */
    public UpSampling2D bilinear() {
        bilinear = true;
        return this;
    }

    @Override
    protected String kind() {
        return "up_sampling2d";
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        requireImage(input, this);
        Attributes attributes = bilinear
                ? Attributes.NONE.with("mode", "linear").with("coordinate_transformation_mode", "half_pixel")
                : Attributes.NONE
                        .with("mode", "nearest")
                        .with("coordinate_transformation_mode", "asymmetric")
                        .with("nearest_mode", "floor");
        writer.node(
                "Resize",
                List.of(input.name(), "", writer.constant("scales", Tensor.of(1, 1, (float) factor, factor))),
                attributes);
        return new long[] {input.channels(), enlarged(input.height()), enlarged(input.width())};
    }

    private long enlarged(long size) {
        return size < 0 ? -1 : size * factor;
    }
}
