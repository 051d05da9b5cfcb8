package io.fovea.graph.operator;

import io.fovea.graph.Node;
import java.util.Optional;

/** How many elements a Pad adds, or cuts off where they are negative. */
public final class Pads {

    private Pads() {}

    /**
     * Those of a node, before the first to the last axis, then behind them.
     *
     * @return empty where they, or the axes they are for, are computed at run time
     */
    public static Optional<long[]> of(ValueFacts facts, Node node) {
        if (node.attributes().has("pads")) {
            return Optional.of(node.attributes().integers("pads"));
        }
        Optional<long[]> pads = facts.constants(node.input(1));
        if (!node.hasInput(3)) {
            return pads;
        }
        int rank = facts.rank(node.input(0));
        Optional<long[]> axes = facts.constants(node.input(3)).filter(some -> rank >= 0);
        return pads.flatMap(some -> axes.map(of -> ofAll(some, of, rank)));
    }

    private static long[] ofAll(long[] pads, long[] axes, int rank) {
        long[] all = new long[2 * rank];
        for (int i = 0; i < axes.length; i++) {
            int axis = Axes.fromFront(axes[i], rank);
            all[axis] = pads[i];
            all[axis + rank] = pads[i + axes.length];
        }
        return all;
    }
}
