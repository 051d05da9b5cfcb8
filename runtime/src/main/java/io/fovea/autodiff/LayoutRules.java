package io.fovea.autodiff;

import static java.util.Map.entry;

import io.fovea.graph.Attributes;
import io.fovea.graph.operator.Axes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operators that put elements elsewhere, each once, or repeat them whole. */
final class LayoutRules {

    static final Map<String, Rule> TABLE = Map.ofEntries(
            reshaping("Reshape"),
            reshaping("Flatten"),
            reshaping("Squeeze"),
            reshaping("Unsqueeze"),
            entry("Identity", v -> v.give(0, v.g())),
            entry("Dropout", LayoutRules::dropout),
            entry("Cast", LayoutRules::cast),
            entry("CastLike", LayoutRules::cast),
            entry("Transpose", v -> v.give(0, v.e.transpose(v.g(), inverse(v)))),
            entry("Concat", LayoutRules::concat),
            entry("Split", v -> {
                List<String> parts = new ArrayList<>();
                for (int i = 0; i < v.node().outputs().size(); i++) {
                    parts.add(v.g(i));
                }
                v.give(0, v.e.concat((int) v.attributes().integer("axis", 0), parts));
            }),
            entry("Expand", v -> v.giveSummed(0, v.g())),
            entry("Tile", v -> {
                int rank = v.e.needRank(v.x());
                v.give(0, new Broadcasts(v.e).sumOfRepeats(v.g(), v.x(), rank, 0));
            }),
            entry("SpaceToDepth", v -> {
                Attributes block =
                        Attributes.NONE.with("blocksize", v.attributes().integer("blocksize", 1));
                v.give(0, v.e.node("DepthToSpace", block, v.g()));
            }),
            entry("DepthToSpace", LayoutRules::depthToSpace));

    private LayoutRules() {}

    private static Map.Entry<String, Rule> reshaping(String op) {
        return entry(op, v -> v.give(0, v.e.reshapeLike(v.g(), v.x())));
    }

    private static void dropout(Vjp v) {
        boolean idle = !v.node().hasInput(2)
                || v.e.facts().constants(v.x(2)).filter(mode -> mode[0] == 0).isPresent();
        if (!idle) {
            throw new NoDerivativeException("may be in training mode, in which it drops at random");
        }
        v.give(0, v.g());
    }

    private static void cast(Vjp v) {
        if (!v.e.facts().type(v.x()).isFloatingPoint()) {
            throw new NoDerivativeException("takes whole numbers, which have no derivative");
        }
        v.give(0, v.e.cast(v.g(), v.e.facts().type(v.x())));
    }

    private static long[] inverse(Vjp v) {
        long[] permutation = v.attributes().has("perm")
                ? v.attributes().integers("perm")
                : Axes.permutation(v.node(), v.e.needRank(v.x()));
        long[] inverse = new long[permutation.length];
        for (int i = 0; i < permutation.length; i++) {
            inverse[(int) permutation[i]] = i;
        }
        return inverse;
    }

    private static void concat(Vjp v) {
        Emitter e = v.e;
        int axis = Math.floorMod((int) v.attributes().integer("axis", 1), e.needRank(v.y()));
        for (int i = 0; i < v.node().inputs().size(); i++) {
            if (v.wants(i)) {
                long before = length(v, 0, i, axis);
                long from = length(v, i, v.node().inputs().size(), axis);
                long after = length(v, i + 1, v.node().inputs().size(), axis);
                boolean counted = (before >= 0 || from >= 0) && after >= 0;
                boolean fixed = axis == 1 && before >= 0 && from >= 0;
                Optional<String> own = fixed
                        ? ChannelRange.of(e, v.g(), (int) before, (int) (before + length(v, i, i + 1, axis)))
                        : Optional.empty();
                if (own.isPresent()) {
                    v.give(i, own.get());
                    continue;
                }
                // Where one size is free, the others are counted from the end.
                v.give(
                        i,
                        counted
                                ? e.forms()
                                        .slice(
                                                v.g(),
                                                e.integers(before >= 0 ? before : -from),
                                                e.integers(after == 0 ? Integer.MAX_VALUE : -after),
                                                axis)
                                : e.forms().slice(v.g(), start(v, i, axis), start(v, i + 1, axis), axis));
            }
        }
    }

    /** How long inputs {@code from} up to {@code to} are together, or -1. */
    private static long length(Vjp v, int from, int to, int axis) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            long size = v.e.facts().dimension(v.x(i), axis).size();
            if (size < 0) {
                return -1;
            }
            sum += size;
        }
        return sum;
    }

    private static String start(Vjp v, int input, int axis) {
        String start = v.e.integers(0);
        for (int i = 0; i < input; i++) {
            start = sum(v.e, start, v.e.sizeOf(v.x(i), axis));
        }
        return start;
    }

    private static String sum(Emitter e, String a, String b) {
        var first = e.facts().constants(a);
        var second = e.facts().constants(b);
        return first.isPresent() && second.isPresent() ? e.integers(first.get()[0] + second.get()[0]) : e.add(a, b);
    }

    /** Depth goes by block first, or, in mode CRD, by channel first; SpaceToDepth knows the former only. */
    private static void depthToSpace(Vjp v) {
        Emitter e = v.e;
        long block = v.attributes().integer("blocksize", 1);
        String depth = e.node("SpaceToDepth", Attributes.NONE.with("blocksize", block), v.g());
        if (v.attributes().text("mode", "DCR").equals("CRD")) {
            String batch = e.sizeOf(v.x(), 0);
            String channels = e.sizeOf(v.y(), 1);
            String split = e.reshape(depth, e.concat(0, batch, e.integers(block * block), channels, e.integers(-1)));
            depth = e.reshapeLike(e.transpose(split, 0, 2, 1, 3), v.x());
        }
        v.give(0, depth);
    }
}
