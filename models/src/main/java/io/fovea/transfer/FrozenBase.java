package io.fovea.transfer;

import io.fovea.graph.Node;
import io.fovea.recipe.BaseSpec;
import io.fovea.torch.Trainable;
import java.util.HashSet;
import java.util.Set;

/**
 * A base that stands still but for what is unfrozen, under a head that is trained.
 *
 * @param moving the weights of the head, and those of the base that are unfrozen
 * @param base the outputs of the base's nodes, all of which run as in use
 */
record FrozenBase(Set<String> moving, Set<String> base) implements Trainable {

    /**
     * What a recipe trains of a base and its head.
     *
     * @throws io.fovea.FoveaException when layers are to be unfrozen that are not there
     */
    static Trainable of(HeadedBase joined, BaseSpec spec) {
        if (spec.mode() == BaseSpec.Mode.CONTINUE) {
            return Trainable.ALL;
        }
        Set<String> moving = new HashSet<>(Trainable.weights(joined.graph()));
        for (Node node : joined.graph().nodes()) {
            if (joined.base().contains(node.output())) {
                moving.removeAll(node.inputs());
            }
        }
        if (spec.mode() == BaseSpec.Mode.FINE_TUNE) {
            moving.addAll(UnfrozenWeights.weights(joined.graph(), joined.base(), spec.unfreeze()));
        }
        return new FrozenBase(moving, joined.base());
    }

    @Override
    public boolean moves(String initializer) {
        return moving.contains(initializer);
    }

    @Override
    public boolean isFrozen(Node node) {
        return base.contains(node.output());
    }
}
