package io.fovea.autodiff;

import io.fovea.graph.Attributes;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Operators that are linear along single axes, as matrices. An operator applied to the rows of a unit matrix gives its
 * own matrix, so its derivative needs no second account of what it does.
 */
final class AxisMaps {
    private final Emitter e;

    AxisMaps(Emitter emitter) {
        this.e = emitter;
    }

    /** The float32 unit matrix {@code [n, n]}, for an int64 vector of one. */
    String unit(String n) {
        if (e.opset() >= 9) {
            String zeros = e.node("ConstantOfShape", e.concat(0, n, n));
            String unit = e.node("EyeLike", zeros);
            e.facts().note(unit, Shape.ofRank(2));
            return unit;
        }
        Optional<long[]> size = e.facts().constants(n);
        if (size.isEmpty()) {
            e.needOpset(9, "with sizes that are free until the run");
        }
        int count = (int) size.orElseThrow()[0];
        float[] values = new float[count * count];
        for (int i = 0; i < count; i++) {
            values[i * count + i] = 1;
        }
        return e.constant(Tensor.of(values, count, count));
    }

    /** {@code matrix [n, m]} times {@code value} along {@code axis}, which goes from m elements to n. */
    String apply(String value, int rank, int axis, String matrix) {
        String m = e.cast(matrix, e.facts().type(value));
        e.facts().note(m, Shape.ofRank(2));
        if (axis == rank - 2) {
            return e.node("MatMul", m, value);
        }
        String columns = e.transpose(m, 1, 0);
        if (axis == rank - 1) {
            return e.node("MatMul", value, columns);
        }
        long[] swapped = LongStream.range(0, rank).toArray();
        swapped[axis] = rank - 1;
        swapped[rank - 1] = axis;
        return e.transpose(e.node("MatMul", e.transpose(value, swapped), columns), swapped);
    }

    /** Applies {@code op} to a unit matrix; {@code inputs} follow it. */
    String of(String op, Attributes attributes, String size, String... inputs) {
        String[] all = new String[inputs.length + 1];
        all[0] = unit(size);
        System.arraycopy(inputs, 0, all, 1, inputs.length);
        return e.node(op, attributes, all);
    }
}
