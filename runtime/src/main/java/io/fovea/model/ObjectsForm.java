package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.ProbabilityKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The head that a model which tells objects apart is seen to have, where its outputs leave no doubt.
 *
 * @param output the name of the one that says whether there is an object
 */
record ObjectsForm(DetectorHead head, String output) {
    private static final int FEWEST_RAYS = 8;
    private static final int FLOWS = 3;

    /** Cellpose's networks also give the style of the image. */
    private static final int STYLE = 256;

    /** The head of a graph; empty if its outputs are of no such model, or may be of another. */
    static Optional<ObjectsForm> of(Graph graph, InputForm form) {
        List<Candidate> grids = graph.outputs().stream()
                .map(value -> new Candidate(graph, value, form, false))
                .filter(output -> output.isGrid() && output.value().type().isFloatingPoint())
                .toList();
        return two(grids).or(() -> joined(grids)).or(() -> flows(graph, grids));
    }

    /** A probability, and distances at the same places. */
    private static Optional<ObjectsForm> two(List<Candidate> grids) {
        return grids.stream()
                .filter(output -> output.channels() == 1 && output.probabilities() == ProbabilityKind.EACH)
                .filter(output -> grids.stream().anyMatch(other -> areDistances(other, output)))
                .findFirst()
                .map(output -> new ObjectsForm(DetectorHead.STARDIST, output.name()));
    }

    private static boolean areDistances(Candidate output, Candidate probability) {
        return output.channels() >= FEWEST_RAYS
                && output.probabilities() == ProbabilityKind.NONE
                && output.width() == probability.width()
                && output.height() == probability.height();
    }

    /** Both in one output, which ends by joining them. */
    private static Optional<ObjectsForm> joined(List<Candidate> grids) {
        return grids.stream()
                .filter(output -> output.channels() > FEWEST_RAYS && isJoined(output))
                .findFirst()
                .map(output -> new ObjectsForm(DetectorHead.STARDIST, output.name()));
    }

    private static boolean isJoined(Candidate output) {
        Optional<Node> join = output.end().filter(node -> node.is("Concat"));
        return join.isPresent()
                && join.get().inputs().size() == 2
                && probabilities(output, join.get().input(0)) == ProbabilityKind.EACH
                && probabilities(output, join.get().input(1)) == ProbabilityKind.NONE;
    }

    private static ProbabilityKind probabilities(Candidate output, String value) {
        return new Candidate(
                        output.graph(),
                        new ValueInfo(
                                value, output.value().type(), output.value().shape()),
                        output.image(),
                        false)
                .probabilities();
    }

    private static Optional<ObjectsForm> flows(Graph graph, List<Candidate> grids) {
        boolean isNamed = Stream.concat(Stream.of(graph.name()), graph.metadata().values().stream())
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains("cellpose"));
        boolean hasStyle = graph.outputs().stream()
                .filter(output -> output.shape().known())
                .anyMatch(output -> output.shape().rank() == 2
                        && Arrays.stream(output.shape().sizes()).anyMatch(size -> size == STYLE));
        return grids.stream()
                .filter(output -> isNamed || hasStyle)
                .filter(output -> output.channels() == FLOWS && output.probabilities() == ProbabilityKind.NONE)
                .findFirst()
                .map(output -> new ObjectsForm(DetectorHead.CELLPOSE, output.name()));
    }
}
