package io.fovea.autodiff;

import io.fovea.graph.Attributes;
import io.fovea.graph.Node;
import io.fovea.graph.operator.ValueFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Layers that go through a sequence step by step. They are {@linkplain Unrolling written out} before a graph is
 * differentiated; what could not be has no derivative, and the rule says why.
 */
final class RecurrenceRules {
    /** A step is some twenty nodes, and about three times as many with its derivative. */
    private static final int MOST_STEPS = 512;

    /** The functions of a layer in their order, of one direction. */
    private static final Map<String, List<String>> USUAL = Map.of(
            "LSTM", List.of("Sigmoid", "Tanh", "Tanh"), "GRU", List.of("Sigmoid", "Tanh"), "RNN", List.of("Tanh"));

    private static final Map<String, Integer> GATES = Map.of("LSTM", 4, "GRU", 3, "RNN", 1);

    static final Map<String, Rule> TABLE = Map.of(
            "LSTM", RecurrenceRules::refuse,
            "GRU", RecurrenceRules::refuse,
            "RNN", RecurrenceRules::refuse);

    private RecurrenceRules() {}

    private static void refuse(Vjp vjp) {
        throw new NoDerivativeException(obstacle(vjp.e.facts(), vjp.node()).orElse("is not written out here"));
    }

    /** Whether a node is such a layer. */
    static boolean isOne(Node node) {
        return node.is(node.op()) && TABLE.containsKey(node.op());
    }

    /** How many sets of weights a layer has. */
    static int gates(Node node) {
        return GATES.get(node.op());
    }

    /** How many steps a layer goes through; -1 if the model does not fix that. */
    static int steps(ValueFacts facts, Node node) {
        boolean batchFirst = node.attributes().integer("layout", 0) == 1;
        return facts.rank(node.input(0)) == 3
                ? (int) facts.dimension(node.input(0), batchFirst ? 1 : 0).size()
                : -1;
    }

    /** Why a layer cannot be written out, as what follows its name in a sentence; empty if it can. */
    static Optional<String> obstacle(ValueFacts facts, Node node) {
        Attributes attributes = node.attributes();
        int steps = steps(facts, node);
        if (steps < 1) {
            return Optional.of("goes through a sequence whose length the model does not fix");
        }
        if (steps > MOST_STEPS) {
            return Optional.of(
                    "goes through " + steps + " steps, more than the " + MOST_STEPS + " that are written out");
        }
        if (attributes.has("clip")) {
            return Optional.of("cuts its values off (clip), which is not written out");
        }
        if (attributes.integer("input_forget", 0) != 0) {
            return Optional.of("couples its gates (input_forget), which is not written out");
        }
        List<String> usual = USUAL.get(node.op());
        List<String> own = attributes.texts("activations");
        for (int i = 0; i < own.size(); i++) {
            if (!own.get(i).equalsIgnoreCase(usual.get(i % usual.size()))) {
                return Optional.of("has " + own.get(i) + " for a function where " + usual.get(i % usual.size())
                        + " is usual, which is not written out");
            }
        }
        return Optional.empty();
    }
}
