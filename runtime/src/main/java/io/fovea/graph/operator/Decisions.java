package io.fovea.graph.operator;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape.Dimension;
import java.util.List;
import java.util.Optional;

/**
 * Takes conditions out of a graph that are the same for every image: PyTorch writes them where a program asks for sizes that
 * its model fixes.
 */
public final class Decisions {
    private Decisions() {}

    /**
     * Puts the branch that is taken in the place of every If whose condition is known, those within such a branch too. What
     * no output needs any more goes.
     *
     * @return how many there were
     */
    public static int make(Graph graph) {
        int made = 0;
        for (int before = -1; before < made; ) {
            before = made;
            made += once(graph);
        }
        if (made > 0) {
            graph.prune();
        }
        return made;
    }

    private static int once(Graph graph) {
        List<Node> conditional =
                graph.nodes().stream().filter(node -> node.is("If")).toList();
        if (conditional.isEmpty()) {
            return 0;
        }
        ValueFacts facts = new ValueFacts(graph);
        int made = 0;
        for (Node node : conditional) {
            Optional<Boolean> known = known(facts.integers(node.input(0)));
            if (known.isPresent() && graph.decide(node, known.get())) {
                made++;
            }
        }
        return made;
    }

    private static Optional<Boolean> known(List<Dimension> condition) {
        return condition.size() == 1 && condition.get(0).isFixed()
                ? Optional.of(condition.get(0).size() != 0)
                : Optional.empty();
    }
}
