package io.fovea.anatomy;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.operator.Operators;
import io.fovea.model.Card;
import io.fovea.model.NetworkEnding;
import io.fovea.model.OutputValues;
import io.fovea.task.Refusals;

/**
 * Where a model's scores stand.
 *
 * @param output the output that answers the task, what its card describes
 * @param target the value that is explained: the scores before a final softmax or sigmoid, or the output itself
 */
public record Scores(String output, String target) {

    /**
     * Finds them.
     *
     * @param keepActivation whether the softmax or sigmoid at the end is part of the score
     * @throws FoveaException if the card names an output that the model does not have
     */
    public static Scores of(Graph graph, Card card, boolean keepActivation) {
        String output = card.outputOf(graph);
        if (!graph.has(output)) {
            throw Refusals.noOutput(card, output);
        }
        return new Scores(output, keepActivation ? output : beforeActivation(graph, card, output));
    }

    /** A sigmoid inside a chain of carriers counts only where the card says that the answer is probabilities. */
    private static String beforeActivation(Graph graph, Card card, String output) {
        boolean probabilities = card.activation() == OutputValues.PROBABILITIES
                || card.activation() == OutputValues.INDEPENDENT_PROBABILITIES;
        return NetworkEnding.of(graph, output)
                .filter(end -> switch (Operators.of(end).probabilities()) {
                    case NONE -> false;
                    case EACH, SHARED -> probabilities;
                    case SHARED_LOGARITHMS -> true;
                })
                .map(end -> end.input(0))
                .orElse(output);
    }
}
