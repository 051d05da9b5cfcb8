package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.autodiff.GradientTarget.Choice;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;

/** How probable a model finds a class, and its score. Blocks; thread-safe. Owns native memory until closed. */
public final class ClassProbability implements AutoCloseable {
    private final ExplainedNetwork network;

    private ClassProbability(ExplainedNetwork network) {
        this.network = network;
    }

    /** Loads a model; throws a {@link io.fovea.FoveaException} if the device is not there. */
    public static ClassProbability open(Anatomy anatomy, Device device) {
        return new ClassProbability(ExplainedNetwork.open(anatomy, NetworkPlan.SCORES, Choice.CLASS, device));
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

    /** The highest class of a subject, whatever class it names. */
    public int top(ExplainedClass subject, Cancellation cancel) {
        return AnsweredClass.top(network.anatomy(), network.run(subject, cancel), subject.region());
    }

    /**
     * The explained score of a subject's class; of a segmentation, its mean over the region.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public double score(ExplainedClass subject, Cancellation cancel) {
        return network.meanScore(subject, cancel);
    }

    /** What a black pixel is in a channel of the model's input. */
    public float black(int channel) {
        return network.black(channel);
    }

    @Override
    public void close() {
        network.close();
    }
}
