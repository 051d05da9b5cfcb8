package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.Region;
import io.fovea.autodiff.GradientTarget.Choice;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import java.util.List;

/**
 * What a layer of a model makes of images, and how the scores of classes depend on it. Blocks; thread-safe. Owns native memory
 * until closed.
 */
public final class LayerSight implements AutoCloseable {
    private final ExplainedNetwork network;
    private final ExplainedNetwork reading;
    private final FeatureLayer layer;

    private LayerSight(ExplainedNetwork network, ExplainedNetwork reading, FeatureLayer layer) {
        this.network = network;
        this.reading = reading;
        this.layer = layer;
    }

    /**
     * Loads a model.
     *
     * @param layer of that model
     * @throws io.fovea.FoveaException if the device is not there
     * @throws io.fovea.autodiff.NoGradientException if an operator between the layer and the scores has no derivative
     */
    public static LayerSight open(Anatomy anatomy, FeatureLayer layer, Device device) {
        List<String> value = List.of(layer.value());
        NetworkPlan plan = NetworkPlan.of(List.of(layer)).reading(value);
        ExplainedNetwork network = ExplainedNetwork.open(anatomy, plan.differentiating(value), Choice.CLASS, device);
        try {
            return new LayerSight(network, ExplainedNetwork.open(anatomy, plan, Choice.CLASS, device), layer);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** The device really used. */
    public Device device() {
        return network.device();
    }

    /** The layer. */
    public FeatureLayer layer() {
        return layer;
    }

    /**
     * Looks at an image.
     *
     * @param subject whose class may be {@link ExplainedClass#TOP}, which takes one run more
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public LayerView look(ExplainedClass subject, Cancellation cancel) {
        return look(subject, subject.region(), cancel);
    }

    /**
     * The same with the probability in another region.
     *
     * @param asked the pixels whose mean probability is wanted
     */
    public LayerView look(ExplainedClass subject, Region asked, Cancellation cancel) {
        Anatomy anatomy = network.anatomy();
        int index = subject.classIndex() == ExplainedClass.TOP
                ? AnsweredClass.top(anatomy, reading.run(subject.of(0), cancel), subject.region())
                : subject.classIndex();
        ExplainedClass chosen = subject.of(index);
        Answer answer = network.run(chosen, cancel);
        return new LayerView(
                layer,
                answer.values().get(layer.value()),
                answer.gradients().get(layer.value()),
                network.sign(chosen, answer) / (float) subject.region().size(),
                index,
                asked.isOfElements() ? Double.NaN : AnsweredClass.probability(anatomy, answer, index, asked));
    }

    /**
     * What the layer says of an image, whatever its class: {@code [channel][place]}.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public float[][] values(ExplainedClass subject, Cancellation cancel) {
        return layer.planes(reading.run(subject.of(0), cancel).values().get(layer.value()));
    }

    @Override
    public void close() {
        network.close();
        reading.close();
    }
}
