package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.ValueFacts;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What lies between a layer of a model and its scores: says what it would answer if the layer had other values. Blocks;
 * thread-safe. Owns native memory until closed.
 */
public final class LayerHead implements AutoCloseable {
    private final Session session;
    private final Anatomy anatomy;
    private final String given;
    private final boolean seesImage;

    private LayerHead(Session session, Anatomy anatomy, String given, boolean seesImage) {
        this.session = session;
        this.anatomy = anatomy;
        this.given = given;
        this.seesImage = seesImage;
    }

    /**
     * Loads it.
     *
     * @throws io.fovea.FoveaException if the device is not there
     */
    public static LayerHead open(Anatomy anatomy, FeatureLayer layer, Device device) {
        Graph graph = anatomy.graph().copy();
        ElementType type = new ValueFacts(graph).type(layer.value());
        String given = graph.unused(layer.value() + "_given");
        graph.reroute(layer.value(), given);
        graph.addInput(new ValueInfo(given, type == ElementType.UNDEFINED ? ElementType.FLOAT : type, Shape.UNKNOWN));
        graph.setOutputs(List.of(anatomy.scores().target()));
        graph.prune();
        String image = anatomy.path().image();
        boolean seesImage =
                graph.inputs().stream().anyMatch(input -> input.name().equals(image))
                        && !graph.consumers(image).isEmpty();
        if (!seesImage) {
            graph.removeInput(image);
        }
        return new LayerHead(Session.open(graph.toBytes(), device), anatomy, given, seesImage);
    }

    /**
     * The score of a class, of a segmentation its mean over the region.
     *
     * @param values of the layer
     * @param subject whose image counts where the scores depend on it by other ways, too
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public double score(FloatTensor values, ExplainedClass subject, Cancellation cancel) {
        Map<String, FloatTensor> feeds = new HashMap<>(Map.of(given, values));
        if (seesImage) {
            feeds.put(anatomy.path().image(), subject.tensor());
        }
        String target = anatomy.scores().target();
        FloatTensor answer = session.run(feeds, Set.of(target), cancel).get(target);
        return anatomy.score(answer, subject.classIndex(), subject.region())
                / subject.region().size();
    }

    @Override
    public void close() {
        session.close();
    }
}
