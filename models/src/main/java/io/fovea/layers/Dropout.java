package io.fovea.layers;

import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import java.util.List;

/**
 * Zeroes a share of the values in training and scales up the rest; does nothing afterwards.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(8, 8, 4).to(new Flatten()).to(new Dropout(0.5f));   // [256]
 * }</pre>
 *
 * <p>Input shape: any. Output shape: the same.
 *
 * <p>In the mode {@code features} of a recipe, what stands before the head is computed once, and as in use: dropouts in
 * the base do nothing.
 */
public final class Dropout extends Layer {

    private final float rate;

    /**
     * A layer that drops {@code rate} of the values.
     *
     * @param rate at least 0, less than 1
     */
    public Dropout(float rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("A dropout rate lies in [0, 1), but " + rate + " was given");
        }
        this.rate = rate;
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        writer.node("Dropout", List.of(input.name(), writer.constant("rate", Tensor.scalar(rate))), Attributes.NONE);
        return input.shape();
    }
}
