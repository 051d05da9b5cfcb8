package io.fovea.layers;

/**
 * The largest value of each window of {@code [C, H, W]}; the stride is the window's size unless given.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(28, 28, 8).to(new MaxPooling2D(2));   // [8, 14, 14]
 * x = x.to(new MaxPooling2D(3).strides(2).same());   // [8, 7, 7]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]}. Output shape: {@code [C, H', W']}, where {@code H'} is {@code ceil((H - pool + 1)
 * / stride)} without padding and {@code ceil(H / stride)} with {@link #same}.
 *
 * <p>Of an odd size, a window of 2 leaves the last row and column out: 9 pixels become 4.
 */
public final class MaxPooling2D extends Pooling2D<MaxPooling2D> {

    /** Windows of {@code pool x pool} pixels beside each other. */
    public MaxPooling2D(int pool) {
        super("MaxPool", pool);
    }

    @Override
    MaxPooling2D self() {
        return this;
    }

    @Override
    protected String kind() {
        return "max_pooling2d";
    }
}
