package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/** What layers share that combine several values of one shape, element by element. A size of 1 is repeated. */
abstract sealed class Merge extends Layer permits Add, Multiply {

    private final String op;

    Merge(String op) {
        this.op = op;
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor first = inputs.get(0);
        long[] shape = first.shape();
        String merged = first.name();
        for (SymbolicTensor next : inputs.subList(1, inputs.size())) {
            shape = broadcast(shape, next, first);
            merged = writer.node(op, List.of(merged, next.name()), Attributes.NONE);
        }
        return shape;
    }

    private long[] broadcast(long[] shape, SymbolicTensor next, SymbolicTensor first) {
        long[] other = next.shape();
        long[] both = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            boolean fits = other.length == shape.length && (other[i] == shape[i] || other[i] == 1 || shape[i] == 1);
            if (!fits) {
                throw new IllegalArgumentException(
                        "Cannot " + kind() + " " + first + " and " + next + ": the shapes differ");
            }
            both[i] = other[i] == 1 ? shape[i] : other[i];
        }
        return both;
    }

    final SymbolicTensor merge(SymbolicTensor... inputs) {
        if (inputs.length < 2) {
            throw new IllegalArgumentException("There is nothing to " + kind() + ": give at least two values");
        }
        return on(List.of(inputs));
    }
}
