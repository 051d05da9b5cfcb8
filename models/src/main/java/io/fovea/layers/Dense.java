package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Fully connected layer: every output is a weighted sum of all inputs.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(28, 28, 1).to(new Flatten());   // [784]
 * x = x.to(new Dense(10).activation(Activation.SOFTMAX));   // [10]
 * }</pre>
 *
 * <p>Input shape: {@code [F]}. Output shape: {@code [units]}.
 *
 * <p>An image is refused: say by {@link Flatten} or {@link GlobalAveragePooling2D} how it becomes a vector. Keras would
 * weigh its last axis only.
 */
public final class Dense extends Layer {

    private final int units;
    private boolean bias = true;
    private Initializer initializer = Initializer.GLOROT_UNIFORM;

    /** A layer with {@code units} outputs. */
    public Dense(int units) {
        this.units = units;
    }

    /** Leaves the bias out. */
    public Dense withoutBias() {
        bias = false;
        return this;
    }

    /** How the weights begin; Glorot uniform by default. */
    public Dense initializer(Initializer weights) {
        initializer = weights;
        return this;
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        if (input.isImage()) {
            throw new IllegalArgumentException(
                    "dense needs a vector, but '" + input.name() + "' is an image; flatten it first");
        }
        int features = input.channels();
        List<String> operands = new ArrayList<>(
                List.of(input.name(), writer.weight("kernel", initializer, features, units, features, units)));
        if (bias) {
            operands.add(writer.weight("bias", new float[units], units));
        }
        writer.node("Gemm", operands, Attributes.NONE);
        return new long[] {units};
    }
}
