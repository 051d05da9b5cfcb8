package io.fovea.autodiff;

import static java.util.Map.entry;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.operator.Pads;
import io.fovea.graph.operator.Slicing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operators that pick elements. What was picked is put back, what was not gets 0. */
final class IndexingRules {

    static final Map<String, Rule> TABLE = Map.ofEntries(
            entry("Slice", v -> v.give(0, slice(v))),
            entry("Gather", v -> v.give(0, scattered(v, distinct(v)))),
            entry("GatherND", v -> v.give(0, scattered(v, false))),
            entry(
                    "GatherElements",
                    v -> v.give(0, along(v, v.x(1), v.attributes().integer("axis", 0), false))),
            entry(
                    "TopK",
                    v -> v.give(
                            0,
                            along(v, v.node().outputs().get(1), v.attributes().integer("axis", -1), true))),
            entry("Pad", v -> v.give(0, pad(v))),
            entry("Crop", v -> {
                long[] border = v.attributes().integers("border", 0, 0, 0, 0);
                if (v.attributes().has("scale")) {
                    throw new NoDerivativeException("has no derivative here when it crops to a size");
                }
                String pads = v.e.integers(0, 0, border[1], border[0], 0, 0, border[3], border[2]);
                v.give(0, v.e.forms().pad(v.g(), pads, 0));
            }),
            // What was cut off is put around again, and the other way round: the odd one is at the end of both.
            entry("CenterCropPad", v -> v.give(0, v.e.node("CenterCropPad", v.attributes(), v.g(), sizes(v)))),
            entry("CumSum", v -> {
                long reverse = 1 - v.attributes().integer("reverse", 0);
                v.give(0, v.e.node("CumSum", v.attributes().with("reverse", reverse), v.g(), v.x(1)));
            }),
            // Turned round twice, each sequence is what it was.
            entry("ReverseSequence", v -> v.give(0, v.e.node("ReverseSequence", v.attributes(), v.g(), v.x(1)))),
            entry("Trilu", v -> {
                String[] inputs = v.node().inputs().toArray(String[]::new);
                inputs[0] = v.g();
                v.give(0, v.e.node("Trilu", v.attributes(), inputs));
            }));

    private IndexingRules() {}

    /** How large the input is, along the axes that the node names or all of them. */
    private static String sizes(Vjp v) {
        if (!v.attributes().has("axes")) {
            return v.e.shapeOf(v.x());
        }
        List<String> sizes = new ArrayList<>();
        for (long axis : v.attributes().integers("axes")) {
            sizes.add(v.e.sizeOf(v.x(), Math.floorMod((int) axis, v.e.needRank(v.x()))));
        }
        return v.e.concat(0, sizes);
    }

    private static String slice(Vjp v) {
        Optional<Slicing> slicing = Slicing.of(v.e.facts(), v.node());
        Optional<long[]> pads = slicing.filter(Slicing::steady).flatMap(s -> pads(v, s));
        return pads.isPresent() ? v.e.forms().pad(v.g(), v.e.integers(pads.get()), 0) : scattered(v, true);
    }

    /** How much of each axis a Slice left out at both ends, where that is known. */
    private static Optional<long[]> pads(Vjp v, Slicing slicing) {
        int rank = v.e.needRank(v.x());
        long[] pads = new long[2 * rank];
        for (int i = 0; i < slicing.axes().length; i++) {
            int axis = Math.floorMod((int) slicing.axes()[i], rank);
            Dimension size = v.e.facts().dimension(v.x(), axis);
            if (!size.isFixed()) {
                return Optional.empty();
            }
            pads[axis] = slicing.begin(i, size.size());
            pads[axis + rank] = size.size() - slicing.end(i, size.size());
        }
        return Optional.of(pads);
    }

    private static boolean distinct(Vjp v) {
        Optional<long[]> indices = v.e.facts().constants(v.x(1));
        boolean different = indices.isPresent()
                && Arrays.stream(indices.get()).distinct().count() == indices.get().length
                && Arrays.stream(indices.get()).allMatch(index -> index >= 0);
        return different || v.e.facts().rank(v.x(1)) == 0;
    }

    /**
     * For any operator that only picks: applied to the elements' numbers instead of the elements, it tells where each
     * element came from.
     *
     * @param once whether no element is picked twice, so that a scatter need not add
     */
    private static String scattered(Vjp v, boolean once) {
        Emitter e = v.e;
        e.needOpset(once ? 11 : 16, "with places that are free until the run, or repeated,");
        String size = e.reshape(e.node("Size", v.x()), 1);
        String[] inputs = v.node().inputs().toArray(String[]::new);
        inputs[0] = e.reshapeLike(e.forms().range(size), v.x());
        String places = e.reshape(e.node(v.node().op(), v.attributes(), inputs), -1);
        String empty = e.reshape(e.zerosLike(v.x()), -1);
        return e.reshapeLike(scatter(e, empty, places, e.reshape(v.g(), -1), 0, once), v.x());
    }

    private static String along(Vjp v, String indices, long axis, boolean once) {
        v.e.needOpset(once ? 11 : 16, "for its derivative");
        return scatter(v.e, v.e.zerosLike(v.x()), indices, v.g(), axis, once);
    }

    private static String scatter(Emitter e, String zeros, String indices, String g, long axis, boolean once) {
        Attributes attributes = Attributes.NONE.with("axis", axis);
        if (once) {
            return e.node("ScatterElements", attributes, zeros, indices, g);
        }
        // Scatters that add are not there in half precision on the CPU.
        String sum = e.node(
                "ScatterElements",
                attributes.with("reduction", "add"),
                e.cast(zeros, ElementType.FLOAT),
                indices,
                e.cast(g, ElementType.FLOAT));
        return e.cast(sum, e.facts().type(g));
    }

    /** A frame of constants is cut off by the opposite pads; other frames repeat elements, axis by axis. */
    private static String pad(Vjp v) {
        Emitter e = v.e;
        String mode = v.attributes().text("mode", "constant");
        if (mode.equals("constant")) {
            return e.opset() >= 11 ? cut(v) : e.forms().pad(v.g(), e.integers(opposite(v)), 0);
        }
        long[] pads = Pads.of(e.facts(), v.node())
                .orElseThrow(() -> new NoDerivativeException(
                        "in mode " + mode + " has a derivative only where its pads are constant"));
        int rank = pads.length / 2;
        String g = v.g();
        for (int axis = 0; axis < rank; axis++) {
            if (pads[axis] != 0 || pads[axis + rank] != 0) {
                String frame = e.integers(0, pads[axis], 0, pads[axis + rank]);
                g = new AxisMaps(e).apply(g, rank, axis, padded(e, e.sizeOf(v.x(), axis), mode, frame));
            }
        }
        return g;
    }

    private static String padded(Emitter e, String size, String mode, String frame) {
        String unit = new AxisMaps(e).unit(size);
        Attributes attributes = Attributes.NONE.with("mode", mode);
        return e.opset() >= 11
                ? e.node("Pad", attributes, unit, frame)
                : e.node(
                        "Pad",
                        attributes.withIntegers(
                                "pads", e.facts().constants(frame).orElseThrow()),
                        unit);
    }

    private static long[] opposite(Vjp v) {
        return Arrays.stream(v.attributes().integers("pads")).map(pad -> -pad).toArray();
    }

    private static String cut(Vjp v) {
        String pads = v.e.neg(v.x(1));
        List<String> inputs = v.node().hasInput(3)
                ? List.of(v.g(), pads, v.e.scalar(0, v.g()), v.x(3))
                : List.of(v.g(), pads, v.e.scalar(0, v.g()));
        return v.e.node("Pad", inputs.toArray(String[]::new));
    }
}
