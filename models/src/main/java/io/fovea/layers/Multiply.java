package io.fovea.layers;

/** Multiplies values of one shape, as gates do. A size of 1 is repeated. */
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
