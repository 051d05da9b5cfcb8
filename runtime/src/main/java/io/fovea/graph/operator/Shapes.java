package io.fovea.graph.operator;

import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic on shapes. */
final class Shapes {
    /** ONNX Runtime's tensors have no more axes by far; a file may claim any number. */
    private static final long MOST_AXES = 64;

    private Shapes() {}

    /** A shape of free dimensions, unknown for a rank that is none. */
    static Shape ofRank(long rank) {
        return rank < 0 || rank > MOST_AXES ? Shape.UNKNOWN : Shape.ofRank((int) rank);
    }

    /** The shape that the integers in a value are. */
    static Shape in(ValueFacts facts, String sizes) {
        List<Dimension> known = facts.integers(sizes);
        Shape vector = facts.shape(sizes);
        return known.isEmpty() ? ofRank(vector.rank() == 1 ? vector.sizes()[0] : -1) : Shape.of(known);
    }

    /** What all values are repeated to; unknown if one of them is. */
    static Shape broadcast(ValueFacts facts, List<String> values) {
        List<Dimension> all = new ArrayList<>();
        for (String value : values) {
            Shape shape = facts.shape(value);
            if (!shape.known()) {
                return Shape.UNKNOWN;
            }
            all = broadcast(all, shape.dimensions());
        }
        return Shape.of(all);
    }

    static List<Dimension> broadcast(List<Dimension> a, List<Dimension> b) {
        int rank = Math.max(a.size(), b.size());
        List<Dimension> both = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            int ia = i - rank + a.size();
            int ib = i - rank + b.size();
            Dimension one = Dimension.fixed(1);
            both.add(Dims.broadcast(ia < 0 ? one : a.get(ia), ib < 0 ? one : b.get(ib)));
        }
        return both;
    }
}
