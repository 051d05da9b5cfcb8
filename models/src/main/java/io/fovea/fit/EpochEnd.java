package io.fovea.fit;

import io.fovea.graph.Graph;

/**
 * What an epoch came to.
 *
 * @param history every epoch so far, this one last; it will grow
 * @param best whether this one's monitored value is the best so far
 * @param network with the weights that were measured in validation; nobody else's
 */
public record EpochEnd(History history, boolean best, Graph network) {

    /** The epoch that ended. */
    public History.Epoch epoch() {
        return history.epochs().get(history.epochs().size() - 1);
    }
}
