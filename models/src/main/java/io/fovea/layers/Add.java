package io.fovea.layers;

/** Adds values of one shape, as residual connections do. A size of 1 is repeated. */
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
