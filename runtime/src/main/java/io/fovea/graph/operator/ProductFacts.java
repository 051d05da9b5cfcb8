package io.fovea.graph.operator;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Products of matrices and tensors. */
final class ProductFacts {

    private static final Operator PRODUCT =
            Operator.of(Family.PRODUCT).with(Trait.LINEAR).withKernel(1).reaching(ProductFacts::multiplied);

    static final List<Operator> TABLE = List.of(
            PRODUCT.named("MatMul").shaped((facts, node, x) -> product(x, facts.shape(node.input(1)))),
            PRODUCT.named("MatMulInteger")
                    .typed(TypeRule.always(ElementType.INT32))
                    .shaped((facts, node, x) -> product(x, facts.shape(node.input(1)))),
            PRODUCT.named("QLinearMatMul")
                    .withKernel(3)
                    .typed(TypeRule.like(7))
                    .shaped((facts, node, x) -> product(x, facts.shape(node.input(3)))),
            PRODUCT.named("Gemm").shaped(ProductFacts::gemm).reaching(ProductFacts::weighed),
            PRODUCT.named("Einsum")
                    .ordering(AxisOrder.LOST)
                    .shaped((facts, node, x) -> Equation.of(facts, node)
                            .map(equation -> equation.shape(facts, node))
                            .orElse(Shape.UNKNOWN))
                    .reaching(ReachRule.WHOLE));

    private ProductFacts() {}

    private static Shape gemm(ValueFacts facts, Node node, Shape x) {
        Shape weight = facts.shape(node.input(1));
        if (!weight.known()) {
            return Shape.ofRank(2);
        }
        Attributes attributes = node.attributes();
        int row = (int) attributes.integer("transA", 0);
        int column = 1 - (int) attributes.integer("transB", 0);
        return Shape.of(List.of(x.dimensions().get(row), weight.dimensions().get(column)));
    }

    private static Shape product(Shape a, Shape b) {
        if (!b.known()) {
            return Shape.UNKNOWN;
        }
        List<Dimension> left = new ArrayList<>(a.dimensions());
        List<Dimension> right = new ArrayList<>(b.dimensions());
        left.remove(left.size() - 1);
        right.remove(Math.max(0, right.size() - 2));
        List<Dimension> rows = new ArrayList<>();
        List<Dimension> columns = new ArrayList<>();
        if (a.rank() > 1) {
            rows.add(left.remove(left.size() - 1));
        }
        if (b.rank() > 1) {
            columns.add(right.remove(right.size() - 1));
        }
        List<Dimension> all = Shapes.broadcast(left, right);
        all.addAll(rows);
        all.addAll(columns);
        return Shape.of(all);
    }

    /** One operand that sees the image, times a matrix that does not: its last axis is mixed, or its last but one. */
    private static Reaches multiplied(NodeReach at) {
        int kernel = Operators.of(at.node()).kernel();
        boolean left = at.sees(0);
        Reaches x = at.only(left ? 0 : kernel);
        int other = at.facts().rank(at.node().input(left ? kernel : 0));
        int mixed = left ? x.rank() - 1 : x.rank() - 2;
        return other != 2 || mixed < 0 || x.rank() < 2 ? Reaches.WHOLE : x.unlessAlong(IntStream.of(mixed));
    }

    private static Reaches weighed(NodeReach at) {
        int mixed = at.node().attributes().integer("transA", 0) == 1 ? 0 : 1;
        return at.only(0).unlessAlong(IntStream.of(mixed)).arranged(1 - mixed, mixed);
    }
}
