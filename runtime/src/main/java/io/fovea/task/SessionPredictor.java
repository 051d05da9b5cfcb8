package io.fovea.task;

import io.fovea.model.Card;
import io.fovea.session.Device;

/** Is open as long as the session of its model is, and says of it what that is. */
abstract class SessionPredictor<P extends Prediction> implements ImagePredictor<P> {
    private final ModelSession network;

    /** Owns the session from now on. */
    SessionPredictor(ModelSession network) {
        this.network = network;
    }

    final ModelSession network() {
        return network;
    }

    @Override
    public final Card card() {
        return network.card();
    }

    @Override
    public final String fingerprint() {
        return network.fingerprint();
    }

    @Override
    public final Device device() {
        return network.device();
    }

    @Override
    public final void close() {
        network.close();
    }
}
