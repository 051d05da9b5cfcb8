package io.fovea.optimize;

import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.List;
import java.util.Optional;

/** Makes one bound of two that follow one another: a rectifier is a bound below, at zero. */
final class BoundsMerging implements Rewrite {
    /** Bounds are inputs from this operator set on. */
    private static final int BY_INPUTS = 11;

    /** What a value is kept between. */
    private record Bounds(float low, float high) {
        /** Those of one after another. */
        Bounds then(Bounds next) {
            return new Bounds(clamped(low, next), clamped(high, next));
        }

        private static float clamped(float value, Bounds bounds) {
            return Math.min(Math.max(value, bounds.low), bounds.high);
        }
    }

    @Override
    public String done() {
        return "bounds that follow one another merged";
    }

    @Override
    public int apply(Graph graph) {
        return graph.opset() < BY_INPUTS ? 0 : RewriteConditions.each(graph, node -> merge(graph, node));
    }

    private static boolean merge(Graph graph, Node node) {
        Optional<Bounds> second = bounds(graph, node);
        Optional<Node> before = second.flatMap(found -> graph.producer(node.input(0)))
                .filter(first -> RewriteConditions.onlyConsumer(graph, first.output(), node.op())
                        .isPresent());
        Optional<Bounds> first = before.flatMap(found -> bounds(graph, found));
        first.ifPresent(bounds -> put(graph, before.get(), node, bounds.then(second.get())));
        return first.isPresent();
    }

    private static Optional<Bounds> bounds(Graph graph, Node node) {
        if (node.is("Relu")) {
            return Optional.of(new Bounds(0, Float.POSITIVE_INFINITY));
        }
        if (!node.is("Clip")) {
            return Optional.empty();
        }
        Optional<float[]> low = bound(graph, node, 1, Float.NEGATIVE_INFINITY);
        Optional<float[]> high = bound(graph, node, 2, Float.POSITIVE_INFINITY);
        return low.isPresent() && high.isPresent()
                ? Optional.of(new Bounds(low.get()[0], high.get()[0]))
                : Optional.empty();
    }

    private static Optional<float[]> bound(Graph graph, Node node, int input, float otherwise) {
        return node.hasInput(input)
                ? RewriteConditions.floats(graph, node, input).filter(values -> values.length == 1)
                : Optional.of(new float[] {otherwise});
    }

    private static void put(Graph graph, Node first, Node second, Bounds bounds) {
        String low = bound(graph, second, "low", bounds.low());
        String high = bound(graph, second, "high", bounds.high());
        boolean rectifies = bounds.low() == 0 && high.isEmpty();
        Node merged = rectifies
                ? new Node(second.name(), "", "Relu", List.of(first.input(0)), second.outputs(), Attributes.NONE)
                : new Node(
                        second.name(),
                        "",
                        "Clip",
                        List.of(first.input(0), low, high),
                        second.outputs(),
                        Attributes.NONE);
        graph.replace(second, merged);
        graph.remove(first);
    }

    private static String bound(Graph graph, Node node, String side, float value) {
        return Float.isInfinite(value) ? "" : graph.put(graph.unused(node.output() + "_" + side), Tensor.scalar(value));
    }
}
