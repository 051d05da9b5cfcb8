package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;

/** How probable a model finds a class. Blocks; thread-safe. Owns native memory until closed. */
public final class ClassProbability implements AutoCloseable {
    private final ExplainedNetwork network;

    private ClassProbability(ExplainedNetwork network) {
        this.network = network;
    }

    /** Loads a model; throws a {@link io.fovea.FoveaException} if the device is not there. */
    public static ClassProbability open(Anatomy anatomy, Device device) {
        return new ClassProbability(ExplainedNetwork.open(anatomy, NetworkPlan.SCORES, false, device));
    }

    /**
     * The probability of a subject's class, 0..1; of a segmentation, its mean over the region.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public double of(ExplainedClass subject, Cancellation cancel) {
        return AnsweredClass.probability(
                network.anatomy(), network.run(subject, cancel), subject.classIndex(), subject.region());
    }

    @Override
    public void close() {
        network.close();
    }
}
