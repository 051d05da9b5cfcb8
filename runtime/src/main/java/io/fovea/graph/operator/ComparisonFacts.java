package io.fovea.graph.operator;

import io.fovea.graph.ElementType;
import io.fovea.graph.Node;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.List;

/** Questions answered with yes or no, element by element. Of known integers the answers are known: 1 or 0. */
final class ComparisonFacts {

    private static final Operator ONE = Operator.of(Family.COMPARISON)
            .by(Dependence.ELEMENT)
            .shaped(ShapeRule.LIKE)
            .typed(TypeRule.always(ElementType.BOOL))
            .with(Trait.FLAT);

    private static final Operator TWO = ONE.shaped(ShapeRule.BROADCAST);

    static final List<Operator> TABLE = List.of(
            TWO.named("Equal").holding(asking((a, b) -> a == b)),
            TWO.named("Less").holding(asking((a, b) -> a < b)),
            TWO.named("Greater").holding(asking((a, b) -> a > b)),
            TWO.named("LessOrEqual").holding(asking((a, b) -> a <= b)),
            TWO.named("GreaterOrEqual").holding(asking((a, b) -> a >= b)),
            TWO.named("And").holding(asking((a, b) -> a != 0 && b != 0)),
            TWO.named("Or").holding(asking((a, b) -> a != 0 || b != 0)),
            TWO.named("Xor").holding(asking((a, b) -> a != b)),
            ONE.named("Not").holding(ComparisonFacts::opposites),
            ONE.named("IsNaN"),
            ONE.named("IsInf"));

    private ComparisonFacts() {}

    @FunctionalInterface
    private interface Question {
        boolean holds(long a, long b);
    }

    private static ContentsRule asking(Question question) {
        return (facts, node) -> {
            List<Dimension> a = facts.integers(node.input(0));
            List<Dimension> b = facts.integers(node.input(1));
            int most = a.isEmpty() || b.isEmpty() ? 0 : Math.max(a.size(), b.size());
            List<Dimension> answers = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                Dimension one = a.get(a.size() == 1 ? 0 : i);
                Dimension other = b.get(b.size() == 1 ? 0 : i);
                boolean known = one.isFixed() && other.isFixed();
                answers.add(known ? Dimension.fixed(question.holds(one.size(), other.size()) ? 1 : 0) : Dims.UNKNOWN);
            }
            return answers;
        };
    }

    private static List<Dimension> opposites(ValueFacts facts, Node node) {
        return facts.integers(node.input(0)).stream()
                .map(x -> x.isFixed() ? Dimension.fixed(x.size() == 0 ? 1 : 0) : x)
                .toList();
    }
}
