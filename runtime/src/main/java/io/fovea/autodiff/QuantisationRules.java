package io.fovea.autodiff;

import static java.util.Map.entry;

import io.fovea.graph.ElementType;
import java.util.Arrays;
import java.util.Map;

/**
 * Quantisation by the straight-through estimator: rounding is taken for the identity (Bengio, Léonard and Courville
 * 2013), and what the range cuts off has no derivative, as that of a fused rectifier has none below zero. The gradient of
 * a quantised value is that of the real value it stands for. Operators that compute on quantised values are
 * differentiated in their QDQ form ({@link io.fovea.graph.Graph#inQdqForm()}).
 */
final class QuantisationRules {

    static final Map<String, Rule> TABLE = Map.ofEntries(
            entry("QuantizeLinear", QuantisationRules::quantize), entry("DequantizeLinear", v -> v.give(0, v.g())));

    private QuantisationRules() {}

    private static void quantize(Vjp v) {
        Emitter e = v.e;
        String steps = e.div(v.x(), perStep(v, v.x(1)));
        if (v.node().hasInput(2)) {
            steps = e.add(steps, perStep(v, e.cast(v.x(2), e.facts().type(v.x()))));
        }
        ElementType type = e.facts().type(v.y());
        String cut = e.add(e.below(steps, least(type) - 0.5), e.above(steps, most(type) + 0.5));
        v.give(0, e.mul(v.g(), e.from(1, cut)));
    }

    /** A scale or zero point in a form that is broadcast over the input: one for all of it, or several along an axis. */
    private static String perStep(Vjp v, String parameter) {
        boolean vector = v.e.facts().shape(parameter).known()
                && v.e.facts().shape(parameter).rank() == 1
                && v.e.facts().dimension(parameter, 0).size() != 1;
        if (!vector) {
            return parameter;
        }
        int rank = v.e.needRank(v.x());
        long[] shape = new long[rank];
        Arrays.fill(shape, 1);
        int axis = (int) v.attributes().integer("axis", 1);
        shape[axis < 0 ? axis + rank : axis] = -1;
        return v.e.reshape(parameter, shape);
    }

    private static double least(ElementType type) {
        return switch (type) {
            case INT8 -> Byte.MIN_VALUE;
            case INT16 -> Short.MIN_VALUE;
            case INT4 -> -8;
            case INT2 -> -2;
            default -> 0;
        };
    }

    private static double most(ElementType type) {
        return switch (type) {
            case INT8 -> Byte.MAX_VALUE;
            case INT16 -> Short.MAX_VALUE;
            case UINT16 -> 65_535;
            case INT4 -> 7;
            case UINT4 -> 15;
            case INT2 -> 1;
            case UINT2 -> 3;
            default -> 255;
        };
    }
}
