package io.fovea.explain;

import io.fovea.autodiff.Gradients;
import io.fovea.autodiff.Target;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.ValueInfo;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.ArrayList;
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
    private final Map<String, WeightedMap> maps;
    private final Optional<String> classInput;
    private final Optional<String> weightInput;

    private ExplainedNetwork(
            Session session,
            Anatomy anatomy,
            Map<String, String> gradients,
            Map<String, WeightedMap> maps,
            Optional<String> classInput,
            Optional<String> weightInput) {
        this.session = session;
        this.anatomy = anatomy;
        this.gradients = gradients;
        this.maps = maps;
        this.classInput = classInput;
        this.weightInput = weightInput;
    }

    /**
     * What one run gave.
     *
     * @param output as the model's card describes it
     * @param target the explained scores
     * @param values by name
     * @param gradients by the name of the value that they are with respect to, but for those of {@code maps}
     * @param maps Grad-CAMs that the run itself has computed, by the name of the feature map
     */
    record Answer(
            FloatTensor output,
            FloatTensor target,
            Map<String, FloatTensor> values,
            Map<String, FloatTensor> gradients,
            Map<String, Weighted> maps) {}

    /**
     * A Grad-CAM.
     *
     * @param map {@code [1, 1, H, W]}
     * @param weights of the channels
     */
    record Weighted(FloatTensor map, FloatTensor weights) {}

    /** Loads the model to read values and gradients: {@link #open(Anatomy, List, List, List, boolean, Device)}. */
    static ExplainedNetwork open(
            Anatomy anatomy, List<String> values, List<String> moved, boolean topClass, Device device) {
        return open(anatomy, values, moved, List.of(), topClass, device);
    }

    /**
     * Loads the model.
     *
     * @param values to be read
     * @param moved to be differentiated with respect to
     * @param weighted feature maps among {@code moved} of which only the Grad-CAM is wanted; full-size maps and their
     *     gradients then stay in the runtime
     * @param topClass whether the class with the highest score is explained, and not one that is chosen at run time
     * @throws io.fovea.autodiff.NoGradientException if an operator between has no derivative
     */
    static ExplainedNetwork open(
            Anatomy anatomy,
            List<String> values,
            List<String> moved,
            List<FeatureMap> weighted,
            boolean topClass,
            Device device) {
        Graph graph = anatomy.graph().copy();
        ofOneImage(graph, anatomy.way().image());
        Map<String, String> gradients = new LinkedHashMap<>();
        Map<String, WeightedMap> maps = new LinkedHashMap<>();
        Optional<String> classInput = Optional.empty();
        Optional<String> weightInput = Optional.empty();
        if (!moved.isEmpty()) {
            String score = anatomy.scores().target();
            Target target = (topClass ? Target.topClassOf(score) : Target.classOf(score)).along(anatomy.axis());
            Gradients made = Gradients.of(graph, anatomy.isSpatial() ? target.weighted() : target, moved);
            graph = made.graph();
            gradients.putAll(made.outputs());
            classInput = made.classInput();
            weightInput = made.weightInput();
        }
        for (FeatureMap layer : weighted) {
            maps.put(layer.value(), WeightedMap.append(graph, layer, gradients.remove(layer.value())));
        }
        values.forEach(graph::expose);
        return new ExplainedNetwork(
                Session.open(graph.toBytes(), device), anatomy, gradients, maps, classInput, weightInput);
    }

    /** Every run is of one image; knowing that, less is left to be found out in each. */
    private static void ofOneImage(Graph graph, String image) {
        ValueInfo declared = graph.value(image).orElseThrow();
        List<Dimension> dimensions = new ArrayList<>(declared.shape().dimensions());
        if (declared.shape().rank() > 0 && !dimensions.get(0).isFixed()) {
            dimensions.set(0, Dimension.fixed(1));
            graph.addInput(new ValueInfo(image, declared.type(), Shape.of(dimensions)));
        }
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
        Map<String, Weighted> weighted = new LinkedHashMap<>();
        maps.forEach(
                (value, map) -> weighted.put(value, new Weighted(results.get(map.map()), results.get(map.weights()))));
        return new Answer(
                results.get(anatomy.scores().output()),
                results.get(anatomy.scores().target()),
                results,
                slopes,
                weighted);
    }

    @Override
    public void close() {
        session.close();
    }
}
