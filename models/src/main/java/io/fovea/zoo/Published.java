package io.fovea.zoo;

import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;

/**
 * What an architecture was published for: what a network has of which nothing else is chosen.
 *
 * @param classes number of outputs
 */
record Published(Architecture.Size size, int channels, int classes) {

    /** The input of a network by settings. */
    SymbolicTensor input(Network network, Architecture.Settings settings) {
        Architecture.Size chosen = settings.size().orElse(size);
        return network.input(
                chosen.height().orElse(-1),
                chosen.width().orElse(-1),
                settings.channels().orElse(channels));
    }

    /** The number of outputs by settings. */
    int classes(Architecture.Settings settings) {
        return settings.classes().orElse(classes);
    }
}
