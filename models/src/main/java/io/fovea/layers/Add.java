package io.fovea.layers;

/**
 * Adds values of one shape, as residual connections do. A size of 1 is repeated.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(32, 32, 16);
 * SymbolicTensor y = x.to(new Conv2D(16, 3).same().relu());
 * SymbolicTensor sum = Add.of(x, y);   // [16, 32, 32]
 * }</pre>
 *
 * <p>Input shape: two or more of {@code [C, H, W]}, or of {@code [F]}. Output shape: the same; where a size is 1 in one
 * of them, that of the others.
 *
 * <p>A size of 1 is repeated without a word: one channel added to sixteen is added to each of them.
 */
public final class Add extends Merge {

    /** A layer to be put on a list of values; see {@link #of}. */
    public Add() {
        super("Add");
    }

    /**
     * The sum of {@code inputs}, element by element.
     *
     * @throws IllegalArgumentException when there are fewer than two, or their shapes differ
     */
    public static SymbolicTensor of(SymbolicTensor... inputs) {
        return new Add().merge(inputs);
    }
}
