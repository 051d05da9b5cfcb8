package io.fovea.fit;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.layers.BatchNormalization;
import io.fovea.torch.Trainable;
import java.util.Set;

/**
 * What is trained of a network in which layers are frozen, see {@link BatchNormalization#frozen}.
 *
 * @param part what would be trained of it otherwise
 * @param frozen the weights and averages that stay
 */
record FrozenLayers(Trainable part, Set<String> frozen) implements Trainable {

    /** Leaves the frozen layers of {@code graph} out of {@code part}. */
    static Trainable of(Graph graph, Trainable part) {
        return new FrozenLayers(part, BatchNormalization.frozenIn(graph));
    }

    @Override
    public boolean moves(String initializer) {
        return part.moves(initializer) && !frozen.contains(initializer);
    }

    @Override
    public boolean isFrozen(Node node) {
        return part.isFrozen(node) || node.is("BatchNormalization") && frozen.contains(node.input(3));
    }
}
