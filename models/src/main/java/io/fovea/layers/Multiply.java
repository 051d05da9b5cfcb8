package io.fovea.layers;

/**
 * Multiplies values of one shape, as gates do. A size of 1 is repeated.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(32, 32, 16);
 * SymbolicTensor gate = x.to(new Conv2D(1, 1).activation(Activation.SIGMOID));   // [1, 32, 32]
 * SymbolicTensor gated = Multiply.of(x, gate);   // [16, 32, 32]
 * }</pre>
 *
 * <p>Input shape: two or more of {@code [C, H, W]}, or of {@code [F]}. Output shape: the same; where a size is 1 in one
 * of them, that of the others.
 */
public final class Multiply extends Merge {

    /** A layer to be put on a list of values; see {@link #of}. */
    public Multiply() {
        super("Mul");
    }

    /**
     * The product of {@code inputs}, element by element.
     *
     * @throws IllegalArgumentException when there are fewer than two, or their shapes differ
     */
    public static SymbolicTensor of(SymbolicTensor... inputs) {
        return new Multiply().merge(inputs);
    }
}
