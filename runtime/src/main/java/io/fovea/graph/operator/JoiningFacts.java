package io.fovea.graph.operator;

import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Values put one behind the other, cut into parts, or repeated. */
final class JoiningFacts {

    private static final Operator PLACED =
            Operator.of(Family.LAYOUT).by(Dependence.REARRANGED).with(Trait.LINEAR);

    static final List<Operator> TABLE = List.of(
            PLACED.named("Concat")
                    .with(Trait.JOINING)
                    .holding(JoiningFacts::integers)
                    .shaped(JoiningFacts::joined)
                    .reaching(JoiningFacts::joining),
            PLACED.named("Split")
                    .settings(1)
                    .shapedAlike(JoiningFacts::part)
                    .reaching(ReachRule.alongAxis(node -> node.attributes().integer("axis", 0))),
            PLACED.named("Expand")
                    .ordering(AxisOrder.LOST)
                    .settings(1)
                    .shaped(JoiningFacts::expanded)
                    .reaching(JoiningFacts::expanding),
            PLACED.named("Tile")
                    .ordering(AxisOrder.LOST)
                    .settings(1)
                    .shaped(JoiningFacts::tiled)
                    .reaching(JoiningFacts::tiling));

    private JoiningFacts() {}

    private static long axis(Node concat) {
        return concat.attributes().integer("axis", 1);
    }

    private static Shape joined(ValueFacts facts, Node node, Shape x) {
        int axis = Axes.fromFront(axis(node), x.rank());
        long sum = 0;
        for (String input : node.inputs()) {
            Shape part = facts.shape(input);
            if (!part.known()) {
                return Shape.ofRank(x.rank());
            }
            Dimension d = part.dimensions().get(axis);
            sum = d.isFixed() && sum >= 0 ? sum + d.size() : -1;
        }
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        dimensions.set(axis, sum < 0 ? Dims.UNKNOWN : Dimension.fixed(sum));
        return Shape.of(dimensions);
    }

    private static List<Dimension> integers(ValueFacts facts, Node node) {
        List<Dimension> all = new ArrayList<>();
        for (String input : node.inputs()) {
            List<Dimension> part = facts.integers(input);
            boolean one = facts.rank(input) == 1 && facts.dimension(input, 0).size() == 1;
            if (part.isEmpty() && !one) {
                return List.of();
            }
            all.addAll(part.isEmpty() ? List.of(Dims.UNKNOWN) : part);
        }
        return all;
    }

    private static Reaches joining(NodeReach at) {
        Reaches all = at.all();
        return all.unlessAlong(IntStream.of(Axes.fromFront(axis(at.node()), all.rank())));
    }

    /** How long the parts are is not followed, but along the other axes they are what the whole is. */
    private static Shape part(ValueFacts facts, Node node, Shape x) {
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        dimensions.set(Axes.fromFront(node.attributes().integer("axis", 0), x.rank()), Dims.UNKNOWN);
        return Shape.of(dimensions);
    }

    private static Shape expanded(ValueFacts facts, Node node, Shape x) {
        Shape target = Shapes.in(facts, node.input(1));
        return target.known() ? Shape.of(Shapes.broadcast(x.dimensions(), target.dimensions())) : Shape.UNKNOWN;
    }

    private static Reaches expanding(NodeReach at) {
        Shape after = at.facts().shape(at.node().output());
        boolean alone = !at.only(0).isWhole() && after.known();
        return alone ? at.all().ofRank(after.rank()) : Reaches.WHOLE;
    }

    private static Shape tiled(ValueFacts facts, Node node, Shape x) {
        Optional<long[]> repeats = facts.constants(node.input(1));
        return repeats.isEmpty()
                ? Shape.ofRank(x.rank())
                : Shape.of(IntStream.range(0, x.rank())
                        .mapToObj(i -> Dims.times(x.dimensions().get(i), repeats.get()[i]))
                        .toList());
    }

    private static Reaches tiling(NodeReach at) {
        Reaches x = at.only(0);
        return at.facts()
                .constants(at.node().input(1))
                .map(repeats -> x.unlessAlong(IntStream.range(0, x.rank()).filter(i -> repeats[i] != 1)))
                .orElse(Reaches.WHOLE);
    }
}
