package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.ProbabilityKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a network answers with beside the output that its card is about, such as a mask beside a class. */
final class OtherAnswers {
    private OtherAnswers() {}

    /**
     * The outputs that surely answer a task, in their order, but for one and what is read together with it.
     *
     * @param chosen the one; empty for none
     */
    static Map<String, Task> of(Graph graph, Candidate chosen) {
        Map<String, Task> others = new LinkedHashMap<>();
        if (HeadForm.of(graph, chosen.image()).isPresent()) {
            return others;
        }
        for (ValueInfo value : graph.outputs()) {
            Candidate output = new Candidate(graph, value, chosen.image(), false);
            boolean same = value.name().equals(chosen.name()) || turns(output, chosen) || turns(chosen, output);
            if (!same && isSure(output)) {
                Task task = CardDeduction.recognised(output);
                if (task != Task.OTHER) {
                    others.put(value.name(), task);
                }
            }
        }
        return others;
    }

    /**
     * What to tell of a model, so that it is about the one of its other outputs that answers one of some tasks.
     *
     * @param card what it is about now
     * @param facts that are told of it
     * @return empty if there is none, or more than one
     */
    static Optional<CardFacts> told(Graph graph, Card card, Set<Task> tasks, CardFacts facts) {
        Map<String, Task> others = of(graph, card, tasks);
        if (others.size() != 1) {
            return Optional.empty();
        }
        Map.Entry<String, Task> other = others.entrySet().iterator().next();
        InputForm image = InputForm.of(graph, graph.inputs().get(0));
        Candidate output = new Candidate(graph, graph.value(other.getKey()).orElseThrow(), image, false);
        long classes = other.getValue().recognition().classes(output);
        CardFacts chosen = facts.without(CardKey.ACTIVATION, CardKey.HEAD)
                .with(CardKey.OUTPUT, other.getKey(), Basis.of(Basis.Kind.DEDUCED));
        return Optional.of(areOf(chosen, classes) ? chosen : chosen.without(CardKey.LABELS));
    }

    /** The names of those that answer one of some tasks; none but of a network that takes an image. */
    static List<String> names(Graph graph, Card card, Set<Task> tasks) {
        return List.copyOf(of(graph, card, tasks).keySet());
    }

    private static Map<String, Task> of(Graph graph, Card card, Set<Task> tasks) {
        if (graph.inputs().size() != 1 || graph.inputs().get(0).shape().rank() != 4) {
            return Map.of();
        }
        InputForm image = InputForm.of(graph, graph.inputs().get(0));
        ValueInfo own = graph.outputs().stream()
                .filter(output -> card.output().filter(output.name()::equals).isPresent())
                .findFirst()
                .orElse(graph.outputs().get(0));
        Map<String, Task> others = of(graph, new Candidate(graph, own, image, false));
        others.values().removeIf(task -> !tasks.contains(task));
        return others;
    }

    /** Whether labels are those of so many classes. What a user says now is meant, and refused if it is wrong. */
    private static boolean areOf(CardFacts facts, long classes) {
        long labels =
                facts.value(CardKey.LABELS).map(text -> text.lines().count()).orElse(0L);
        boolean said = Optional.ofNullable(facts.bases().get(CardKey.LABELS))
                .filter(basis -> basis.kind() == Basis.Kind.TOLD)
                .isPresent();
        return said || labels == classes || labels == 2 && classes == 1;
    }

    /** Whether one output is the other's scores as probabilities. */
    private static boolean turns(Candidate one, Candidate other) {
        return one.end()
                .filter(node -> Operators.of(node).probabilities() != ProbabilityKind.NONE)
                .filter(node -> node.input(0).equals(other.name()))
                .isPresent();
    }

    /** Whether an output has a shape to be known by, and does not end as feature maps do. */
    private static boolean isSure(Candidate output) {
        return output.hasShape()
                && output.seesImage()
                && output.lastOperator()
                        .filter(last -> last.is(Family.ACTIVATION) && last.probabilities() == ProbabilityKind.NONE)
                        .isEmpty();
    }
}
