package io.fovea.imagej;

import io.fovea.anatomy.ModelLayer;
import io.fovea.anatomy.ModelLayers;
import io.fovea.explore.Activations;
import io.fovea.model.Model;
import io.fovea.session.Device;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that is open for its activations.
 *
 * @param activations of the layer that is shown, and of all others if wanted
 * @param layer the name of the one that is shown
 */
public record OpenActivations(Activations activations, String layer) implements AutoCloseable {

    /**
     * Opens a model.
     *
     * @param shown the layer, one; empty for the first convolution
     * @param all whether the other layers are run too
     * @throws io.fovea.FoveaException if there is no such layer or device, or the model takes no image
     */
    static OpenActivations open(Model model, String shown, boolean all, Device device) {
        ModelLayers layers = ModelLayers.of(model.graph());
        String first = layers.convolutions().isEmpty()
                ? ""
                : layers.convolutions().get(0).name();
        String wanted = shown.isBlank() ? first : shown;
        String layer = wanted.isEmpty()
                ? layers.select(wanted).get(0).name()
                : layers.only(List.of(wanted)).name();
        List<String> names = new ArrayList<>(
                all ? layers.all().stream().map(ModelLayer::name).toList() : List.of());
        names.add(layer);
        return new OpenActivations(Activations.open(model, names, device), layer);
    }

    @Override
    public void close() {
        activations.close();
    }
}
