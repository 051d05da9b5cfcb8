package io.fovea.explain;

import io.fovea.autodiff.Gradients;
import io.fovea.autodiff.Target;
import io.fovea.graph.Graph;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A model whose one run gives scores, values inside, and gradients with respect to values, together. Thread-safe. */
final class ExplainedNetwork implements AutoCloseable {
    private final Session session;
    private final Anatomy anatomy;
    private final Map<String, String> gradients;
    private final Optional<String> classInput;
    private final Optional<String> weightInput;

    private ExplainedNetwork(
            Session session,
            Anatomy anatomy,
            Map<String, String> gradients,
            Optional<String> classInput,
            Optional<String> weightInput) {
        this.session = session;
        this.anatomy = anatomy;
        this.gradients = gradients;
        this.classInput = classInput;
        this.weightInput = weightInput;
    }

    /**
     * What one run gave.
     *
     * @param output as the model's card describes it
     * @param target the explained scores
     * @param values by name
     * @param gradients by the name of the value that they are with respect to
     */
    record Answer(
            FloatTensor output,
            FloatTensor target,
            Map<String, FloatTensor> values,
            Map<String, FloatTensor> gradients) {}

    /**
     * Loads the model.
     *
     * @param values to be read
     * @param moved to be differentiated with respect to
     * @param topClass whether the class with the highest score is explained, and not one that is chosen at run time
     * @throws io.fovea.autodiff.NoGradientException if an operator between has no derivative
     */
    static ExplainedNetwork open(
            Anatomy anatomy, List<String> values, List<String> moved, boolean topClass, Device device) {
        Graph graph = anatomy.graph().copy();
        Map<String, String> gradients = Map.of();
        Optional<String> classInput = Optional.empty();
        Optional<String> weightInput = Optional.empty();
        if (!moved.isEmpty()) {
            String score = anatomy.scores().target();
            Target target = (topClass ? Target.topClassOf(score) : Target.classOf(score)).along(anatomy.axis());
            Gradients made = Gradients.of(graph, anatomy.isSpatial() ? target.weighted() : target, moved);
            graph = made.graph();
            gradients = made.outputs();
            classInput = made.classInput();
            weightInput = made.weightInput();
        }
        values.forEach(graph::expose);
        return new ExplainedNetwork(Session.open(graph.toBytes(), device), anatomy, gradients, classInput, weightInput);
    }

    /** The device really used. */
    Device device() {
        return session.device();
    }

    /**
     * Runs.
     *
     * @param score the index of the score to be differentiated; unused where that is the highest
     * @param region the weights of pixels, for a segmentation
     */
    Answer run(FloatTensor tensor, int score, Region region, Cancellation cancel) {
        Map<String, FloatTensor> feeds = new HashMap<>();
        feeds.put(anatomy.way().image(), tensor);
        classInput.ifPresent(name -> feeds.put(name, FloatTensor.of(new float[] {score}, 1)));
        weightInput.ifPresent(name -> feeds.put(name, region.weights()));
        Set<String> wanted = new LinkedHashSet<>();
        session.outputs().forEach(info -> wanted.add(info.name()));
        Map<String, FloatTensor> results = session.run(feeds, wanted, cancel);
        Map<String, FloatTensor> slopes = new LinkedHashMap<>();
        gradients.forEach((value, output) -> slopes.put(value, results.get(output)));
        return new Answer(
                results.get(anatomy.scores().output()),
                results.get(anatomy.scores().target()),
                results,
                slopes);
    }

    @Override
    public void close() {
        session.close();
    }
}
