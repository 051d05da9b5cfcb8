package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/** Element-wise functions, and softmax over channels. */
public enum Activation {
    /** The value itself. */
    LINEAR(""),
    RELU("Relu"),
    SIGMOID("Sigmoid"),
    TANH("Tanh"),
    /** Over the channel axis: per image for {@code [F]}, per pixel for {@code [C, H, W]}. */
    SOFTMAX("Softmax");

    private final String op;

    Activation(String op) {
        this.op = op;
    }

    void write(LayerWriter writer, long[] shape) {
        if (this != LINEAR) {
            writer.node(
                    op, List.of(writer.last()), this == SOFTMAX ? Attributes.NONE.with("axis", 1) : Attributes.NONE);
        }
    }

    /** This function as a layer of its own. */
    public Layer layer() {
        Activation function = this;
        return new Layer() {
            @Override
            String kind() {
                return function == LINEAR ? "activation" : function.op.toLowerCase(java.util.Locale.ROOT);
            }

            @Override
            long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
                SymbolicTensor input = inputs.get(0);
                writer.node(
                        function == LINEAR ? "Identity" : op,
                        List.of(input.name()),
                        function == SOFTMAX ? Attributes.NONE.with("axis", 1) : Attributes.NONE);
                return input.shape();
            }
        };
    }
}
