package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.graph.Graph;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a layer of a model makes of images, by the part of the network that leads to it alone. Blocks; thread-safe. Owns native memory
 * until closed.
 */
public final class LayerReader implements AutoCloseable {
    private final Session session;
    private final String image;
    private final FeatureLayer layer;

    private LayerReader(Session session, String image, FeatureLayer layer) {
        this.session = session;
        this.image = image;
        this.layer = layer;
    }

    /**
     * Loads that part.
     *
     * @param layer of that model
     * @throws io.fovea.FoveaException if the device is not there
     */
    public static LayerReader open(Anatomy anatomy, FeatureLayer layer, Device device) {
        String image = anatomy.path().image();
        Graph part = anatomy.graph().cut(List.of(image), List.of(layer.value()));
        return new LayerReader(Session.open(part.toBytes(), device), image, layer);
    }

    /** The layer. */
    public FeatureLayer layer() {
        return layer;
    }

    /**
     * What the layer says of an image.
     *
     * @param tensor the model's input
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public FloatTensor value(FloatTensor tensor, Cancellation cancel) {
        return session.run(Map.of(image, tensor), Set.of(layer.value()), cancel).get(layer.value());
    }

    @Override
    public void close() {
        session.close();
    }
}
