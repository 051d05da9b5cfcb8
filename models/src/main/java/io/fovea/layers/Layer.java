package io.fovea.layers;

import java.util.List;
import java.util.Locale;

/**
 * A layer writes the ONNX nodes of one step of a network. It holds settings only: used twice, it makes two layers with
 * weights of their own, unless it is {@linkplain #shared shared}.
 *
 * <p>Those of one's own write nodes too. What libtorch trains and ONNX Runtime runs is what is written:
 *
 * <pre>{@code
 * final class Scaled extends Layer {
 *     @Override
 *     protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
 *         SymbolicTensor input = inputs.get(0);
 *         String factor = writer.weight("factor", new float[] {1}, 1);
 *         writer.node("Mul", List.of(input.name(), factor), Attributes.NONE);
 *         return input.shape();
 *     }
 * }
 * }</pre>
 */
public abstract class Layer {

    private Activation activation = Activation.LINEAR;
    private String name = "";
    private SharedWeights shared = SharedWeights.NONE;

    /**
     * What the layer's names begin with: {@code conv2d} for {@link Conv2D}; that of the class in small letters, {@code layer}
     * where it has none.
     */
    protected String kind() {
        String type = getClass().getSimpleName();
        return type.isEmpty() ? "layer" : type.toLowerCase(Locale.ROOT);
    }

    /**
     * Appends the layer's nodes, at least one; what the last one makes is the layer's answer. Called once for every place in
     * a network.
     *
     * @param writer appends them, and makes weights and constants
     * @param inputs at least one, {@code [C, H, W]} or {@code [F]} without the batch, -1 where a height or width is free
     * @return the shape of the output without the batch dimension, -1 where a height or width is free
     * @throws IllegalArgumentException when the inputs' shapes do not fit
     */
    protected abstract long[] write(LayerWriter writer, List<SymbolicTensor> inputs);

    /** Follows the layer by {@code function}. */
    public Layer activation(Activation function) {
        activation = function;
        return this;
    }

    /** Follows the layer by a rectifier. */
    public Layer relu() {
        return activation(Activation.RELU);
    }

    /** Gives the layer this name instead of a numbered one; where it is taken, or the layer used twice, a number follows. */
    public Layer named(String layerName) {
        name = layerName;
        return this;
    }

    /**
     * Lets all places at which this layer is used in a network have the same weights, which then learn from all of them. The
     * inputs have to be of as many channels.
     */
    public Layer shared() {
        shared = new SharedWeights();
        return this;
    }

    /**
     * What this layer makes of {@code inputs}.
     *
     * @param inputs at least one, of one network
     * @throws IllegalArgumentException when their shapes do not fit
     * @throws IllegalStateException when the layer writes no node
     */
    public SymbolicTensor on(List<SymbolicTensor> inputs) {
        Network network = inputs.get(0).network();
        LayerWriter writer = network.beginLayer(name.isEmpty() ? kind() : name, shared);
        long[] shape = write(writer, inputs);
        activation.write(writer, writer.last());
        return writer.finish(shape);
    }

    /**
     * Refuses a vector, where a layer needs {@code [C, H, W]}.
     *
     * @throws IllegalArgumentException when it is none
     */
    protected static void requireImage(SymbolicTensor input, Layer layer) {
        if (!input.isImage()) {
            throw new IllegalArgumentException(
                    layer.kind() + " needs an image [C, H, W], but '" + input.name() + "' is " + input);
        }
    }
}
