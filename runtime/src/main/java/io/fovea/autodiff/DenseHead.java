package io.fovea.autodiff;

import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.operator.ValueFacts;
import java.util.Optional;

/**
 * A dense layer that ends a network. The derivative of a score with respect to the layer's input is a row of its weights,
 * and to look that up is less work than to multiply a row of zeros and a one with all of them.
 */
final class DenseHead {

    private DenseHead() {}

    /** Where differentiation may start instead, if the target is the highest score of one image. */
    static Optional<Seed> seed(GradientTarget target, Emitter e, Path path) {
        String scores = target.value();
        ValueFacts facts = e.facts();
        Shape shape = facts.shape(scores);
        boolean oneImage = shape.rank() == 2 && shape.dimensions().get(0).size() == 1 && ClassMask.axis(target, 2) == 1;
        if (target.choice() != GradientTarget.Choice.TOP_CLASS || target.weights() || !oneImage) {
            return Optional.empty();
        }
        Node node = facts.graph().producer(scores).orElse(null);
        if (node == null || path.asked().contains(scores) || !isDense(node, facts, path)) {
            return Optional.empty();
        }
        String weights =
                node.attributes().integer("transB", 0) == 1 ? node.input(1) : ProductRules.turned(e, node.input(1));
        String row = e.mul(
                e.node("Gather", weights, e.forms().topOf(scores)),
                node.attributes().real("alpha", 1));
        facts.note(row, facts.shape(node.input(0)));
        return Optional.of(new Seed(node.input(0), row, Optional.empty(), Optional.empty()));
    }

    private static boolean isDense(Node node, ValueFacts facts, Path path) {
        return node.is("Gemm")
                && node.attributes().integer("transA", 0) == 0
                && path.values().contains(node.input(0))
                && node.inputs().stream().skip(1).noneMatch(path.values()::contains)
                && facts.shape(node.input(1)).rank() == 2;
    }
}
