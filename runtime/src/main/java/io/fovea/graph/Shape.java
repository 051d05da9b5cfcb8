package io.fovea.graph;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The declared shape of a value: dimensions that are fixed, named, or free. Immutable.
 *
 * @param dimensions outermost first; meaningless when {@code known} is false
 * @param known false where the model does not even declare the rank
 */
public record Shape(List<Dimension> dimensions, boolean known) {

    /** A shape of which nothing is declared. */
    public static final Shape UNKNOWN = new Shape(List.of(), false);

    /**
     * One dimension.
     *
     * @param size its length, or -1 where it is free
     * @param symbol the name of a free dimension, empty where it has none
     */
    public record Dimension(long size, String symbol) {

        /** A dimension of {@code size} elements. */
        public static Dimension fixed(long size) {
            return new Dimension(size, "");
        }

        /** A free dimension called {@code symbol}. */
        public static Dimension free(String symbol) {
            return new Dimension(-1, symbol);
        }

        /** Whether the size is given. */
        public boolean isFixed() {
            return size >= 0;
        }

        @Override
        public String toString() {
            if (isFixed()) {
                return Long.toString(size);
            }
            return symbol.isEmpty() ? "?" : symbol;
        }
    }

    /** Copies the list. */
    public Shape {
        dimensions = List.copyOf(dimensions);
    }

    /** A shape of these sizes; -1 stands for a free dimension. */
    public static Shape of(long... sizes) {
        return new Shape(
                Arrays.stream(sizes)
                        .mapToObj(size -> size < 0 ? Dimension.free("") : Dimension.fixed(size))
                        .toList(),
                true);
    }

    /** A shape of as many free dimensions. */
    public static Shape ofRank(int rank) {
        return of(Collections.nCopies(rank, Dimension.free("")));
    }

    /** A shape of these dimensions. */
    public static Shape of(List<Dimension> dimensions) {
        return new Shape(dimensions, true);
    }

    /** Number of dimensions, or -1 where it is not declared. */
    public int rank() {
        return known ? dimensions.size() : -1;
    }

    /** The sizes, -1 for free dimensions. Empty for a scalar and for an unknown shape. */
    public long[] sizes() {
        return dimensions.stream().mapToLong(Dimension::size).toArray();
    }

    /** Whether every dimension is fixed. */
    public boolean isFixed() {
        return known && dimensions.stream().allMatch(Dimension::isFixed);
    }

    /** Whether a value of these sizes has this shape: as many dimensions, and the same size where one is fixed. */
    public boolean admits(long... sizes) {
        if (!known) {
            return true;
        }
        boolean fits = sizes.length == dimensions.size();
        for (int i = 0; fits && i < sizes.length; i++) {
            fits = !dimensions.get(i).isFixed() || dimensions.get(i).size() == sizes[i];
        }
        return fits;
    }

    @Override
    public String toString() {
        return known
                ? dimensions.stream().map(Dimension::toString).collect(Collectors.joining(", ", "(", ")"))
                : "(unknown)";
    }
}
