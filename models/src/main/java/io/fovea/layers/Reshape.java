package io.fovea.layers;

import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The same values in another shape, in row-major order of {@code [C, H, W]}.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(7, 5, 4).to(new Reshape(4, 35));   // [4, 35]
 * x = x.to(new Reshape(2, -1, 7));   // [2, 10, 7]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]} or {@code [F]}, of fixed sizes. Output shape: the target.
 *
 * <p>Keras's order has the channels last, so the same target sorts its values otherwise.
 */
public final class Reshape extends Layer {

    private final long[] target;

    /**
     * A layer that gives every image this shape.
     *
     * @param target without the batch dimension; one size may be -1 and follows from the others
     */
    public Reshape(long... target) {
        this.target = target.clone();
        if (Arrays.stream(target).filter(size -> size < 1).count() > 1
                || Arrays.stream(target).anyMatch(size -> size == 0 || size < -1)) {
            throw new IllegalArgumentException(
                    "A shape has positive sizes and at most one -1, but " + Arrays.toString(target) + " was given");
        }
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        long[] shape = filled(input);
        // A zero copies the batch dimension.
        long[] withBatch = new long[shape.length + 1];
        System.arraycopy(shape, 0, withBatch, 1, shape.length);
        writer.node(
                "Reshape",
                List.of(input.name(), writer.constant("shape", Tensor.of(withBatch, withBatch.length))),
                Attributes.NONE);
        return shape;
    }

    private long[] filled(SymbolicTensor input) {
        long values = input.elements();
        long given = Math.abs(Arrays.stream(target).reduce(1, Math::multiplyExact));
        boolean fits = Arrays.stream(target).anyMatch(size -> size < 0) ? values % given == 0 : values == given;
        if (!fits) {
            throw new IllegalArgumentException("Cannot give " + input + " the shape " + Arrays.toString(target)
                    + ": the numbers of values differ");
        }
        return Arrays.stream(target)
                .map(size -> size < 0 ? values / given : size)
                .toArray();
    }
}
