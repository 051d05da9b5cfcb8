package io.fovea.layers;

import io.fovea.graph.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A value flowing through a network under construction: its name in the graph and its shape without the batch dimension.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(28, 28, 1);
 * x = x.to(new Conv2D(32, 3).relu()).to(new MaxPooling2D(2));
 * }</pre>
 *
 * <p>Shapes are channels first: {@code [C, H, W]} for images, {@code [F]} for vectors; -1 stands for a free height or
 * width.
 */
public final class SymbolicTensor {

    private final Network network;
    private final String name;
    private final long[] shape;

    SymbolicTensor(Network network, String name, long... shape) {
        this.network = network;
        this.name = name;
        this.shape = shape.clone();
    }

    /** What {@code layer} makes of this value; the layer's nodes are appended to the graph. */
    public SymbolicTensor to(Layer layer) {
        return layer.on(List.of(this));
    }

    /** The network this value belongs to. */
    public Network network() {
        return network;
    }

    /** The value's name in the graph. */
    public String name() {
        return name;
    }

    /** The shape without the batch dimension. */
    public long[] shape() {
        return shape.clone();
    }

    /** Whether this is {@code [C, H, W]}. */
    public boolean isImage() {
        return shape.length == 3;
    }

    /** Channels of an image, or features of a vector. */
    public int channels() {
        return Math.toIntExact(shape[0]);
    }

    /** Height of an image, -1 where free. */
    public long height() {
        return shape[1];
    }

    /** Width of an image, -1 where free. */
    public long width() {
        return shape[2];
    }

    /** Number of values per image. */
    long elements() {
        if (Arrays.stream(shape).anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException("'" + name + "' has a free size and cannot be flattened or reshaped;"
                    + " give the input a size or pool globally");
        }
        return Tensor.elements(shape);
    }

    @Override
    public String toString() {
        return name + Arrays.toString(shape);
    }
}
