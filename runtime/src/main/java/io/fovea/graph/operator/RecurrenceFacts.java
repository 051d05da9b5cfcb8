package io.fovea.graph.operator;

import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.List;

/** Layers that go through a sequence step by step. */
final class RecurrenceFacts {

    private static final Operator STEPS = Operator.of(Family.RECURRENCE).withKernel(1);

    static final List<Operator> TABLE = List.of(
            STEPS.named("LSTM").shaped(RecurrenceFacts::all, RecurrenceFacts::last, RecurrenceFacts::last),
            STEPS.named("GRU").shaped(RecurrenceFacts::all, RecurrenceFacts::last),
            STEPS.named("RNN").shaped(RecurrenceFacts::all, RecurrenceFacts::last));

    private RecurrenceFacts() {}

    private static boolean isBatchFirst(Node node) {
        return node.attributes().integer("layout", 0) == 1;
    }

    private static Dimension directions(Node node) {
        return Dimension.fixed(node.attributes().text("direction", "forward").equals("bidirectional") ? 2 : 1);
    }

    private static Dimension hidden(ValueFacts facts, Node node) {
        long size = node.attributes().integer("hidden_size", -1);
        Shape recurrent = facts.shape(node.input(2));
        return size > 0
                ? Dimension.fixed(size)
                : recurrent.known() ? recurrent.dimensions().get(2) : Dims.UNKNOWN;
    }

    /** The output of every step: {@code [steps, directions, batch, hidden]}, or with the batch in front. */
    private static Shape all(ValueFacts facts, Node node, Shape x) {
        Dimension first = x.dimensions().get(0);
        Dimension second = x.dimensions().get(1);
        Dimension hidden = hidden(facts, node);
        return Shape.of(
                isBatchFirst(node)
                        ? List.of(first, second, directions(node), hidden)
                        : List.of(first, directions(node), second, hidden));
    }

    /** The state behind the last step: {@code [directions, batch, hidden]}, or with the batch in front. */
    private static Shape last(ValueFacts facts, Node node, Shape x) {
        Dimension batch = x.dimensions().get(isBatchFirst(node) ? 0 : 1);
        Dimension hidden = hidden(facts, node);
        return Shape.of(
                isBatchFirst(node)
                        ? List.of(batch, directions(node), hidden)
                        : List.of(directions(node), batch, hidden));
    }
}
