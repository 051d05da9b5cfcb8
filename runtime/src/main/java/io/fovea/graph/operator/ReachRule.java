package io.fovea.graph.operator;

import io.fovea.graph.Node;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** What of an image the elements of an operator's outputs see, of what those of its inputs see. */
@FunctionalInterface
interface ReachRule {

    /** All of it. */
    ReachRule WHOLE = at -> Reaches.WHOLE;

    /** What the elements at their place see. */
    ReachRule AT_PLACE = at -> {
        Reaches all = at.all();
        return all.ofRank(at.rankOr(all.rank()));
    };

    /** It is applied where some input sees the image, and some of it only. */
    Reaches of(NodeReach at);

    /** At their place, of the first input. */
    ReachRule AT_PLACE_OF_FIRST = at -> at.only(0);

    /** What is mixed along the axis that an attribute names, negative from the end. */
    static ReachRule alongAxis(ToLongFunction<Node> axis) {
        return at -> {
            Reaches x = at.only(0);
            return x.unlessAlong(IntStream.of(Axes.fromFront(axis.applyAsLong(at.node()), x.rank())));
        };
    }

    /** What is mixed along all axes from one on. */
    static ReachRule alongAllFrom(ToLongFunction<Node> axis) {
        return at -> {
            Reaches x = at.only(0);
            return x.unlessAlong(IntStream.range(Axes.fromFront(axis.applyAsLong(at.node()), x.rank()), x.rank()));
        };
    }
}
