package io.fovea.autodiff;

import io.fovea.graph.Attributes;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.operator.Dims;
import io.fovea.graph.operator.Windows;
import java.util.ArrayList;
import java.util.List;

/** Undoes broadcasting: what was repeated is summed. */
final class Broadcasts {
    /** The operator set from which on ReduceSum takes its axes from an input. */
    private static final int INPUT_AXES = 13;

    private final Emitter e;

    Broadcasts(Emitter emitter) {
        this.e = emitter;
    }

    /**
     * Sums {@code gradient} over the axes along which {@code like} was repeated.
     *
     * <p>Whether a free dimension was repeated shows at run time only; see {@link #sumOfRepeats}.
     */
    String sumTo(String gradient, String like) {
        Shape from = e.facts().shape(gradient);
        Shape to = e.facts().shape(like);
        if (Dims.same(from, to)) {
            return gradient;
        }
        if (from.rank() < 0 || to.rank() < 0) {
            return sumAtRun(gradient, like);
        }
        int rank = from.rank();
        int lead = rank - to.rank();
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            Dimension f = from.dimensions().get(i);
            Dimension t = i < lead ? Dimension.fixed(1) : to.dimensions().get(i - lead);
            if (t.size() == 1 && f.size() != 1) {
                axes.add(i);
            } else if (!t.isFixed() && f.size() != 1 && !Dims.same(t, f)) {
                return sumOfRepeats(gradient, like, rank, lead);
            }
        }
        long[] summed = axes.stream().mapToLong(Integer::longValue).toArray();
        String sum = summed.length == 0 ? gradient : e.forms().sum(gradient, true, summed);
        return lead == 0 ? sum : e.reshapeLike(sum, like);
    }

    /** The same where not even the number of axes is known: which are to be summed is found in the run. */
    private String sumAtRun(String gradient, String like) {
        e.needOpset(INPUT_AXES, "with values of unknown rank");
        String all = e.node("Shape", gradient);
        String shape = e.shapeOf(like);
        String lead = e.sub(e.node("Shape", all), e.node("Shape", shape));
        String sizes = e.concat(0, e.forms().ones(lead), shape);
        String axes = e.reshape(e.node("NonZero", e.node("Not", e.node("Equal", all, sizes))), -1);
        Attributes keeping = Attributes.NONE.with("keepdims", 1).with("noop_with_empty_axes", 1);
        return e.reshapeLike(e.node("ReduceSum", keeping, gradient, axes), like);
    }

    /**
     * Sums over repeats whose number shows at run time: an axis of n elements that comes from t is seen as n/t by t,
     * and the first of the two is summed. It serves broadcasting, where t is n or 1, and Tile, for any t.
     *
     * @param lead leading axes of {@code gradient} that {@code like} lacks
     */
    String sumOfRepeats(String gradient, String like, int rank, int lead) {
        String shape = e.shapeOf(like);
        String sizes = lead == 0 ? shape : e.concat(0, e.integers(Windows.filled(lead, 1)), shape);
        String repeats = e.div(e.shapeOf(gradient), sizes);
        String pairs = e.concat(1, e.forms().unsqueeze(repeats, 1), e.forms().unsqueeze(sizes, 1));
        String split = e.reshape(gradient, e.reshape(pairs, -1));
        e.facts().note(split, Shape.ofRank(2 * rank));
        long[] even = new long[rank];
        for (int i = 0; i < rank; i++) {
            even[i] = 2L * i;
        }
        return e.reshapeLike(e.forms().sum(split, false, even), like);
    }
}
