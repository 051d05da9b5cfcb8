package io.fovea.examples;

import io.fovea.anatomy.ModelLayers;
import io.fovea.explore.Activations;
import io.fovea.explore.FeatureMaps;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import java.util.List;

/**
 * Intermediate activations: one model that answers with what every convolution and pooling layer makes of an image (Chollet,
 * Deep Learning with Python, 2nd edition, section 9.4.1).
 */
public final class ActivationsLesson {

    static final String USAGE = "IMAGE OUTPUT [MODEL]";

    private ActivationsLesson() {}

    /**
     * Prints a line for each layer, and draws all of its channels.
     *
     * @param args an image; a folder for the pictures; a shipped model or an {@code .onnx} file, digits
     */
    public static void main(String[] args) {
        Given.Look given = Given.of(args, USAGE).look("digits");

        // Its outputs are the layers; one run gives all of them.
        try (Activations activations = Activations.open(given.model(), "", Device.CPU)) {
            List<FeatureMaps> layers =
                    activations.of(given.image(), Cancellation.NONE).maps();
            System.out.println(layers.size() + " outputs of one model:");
            for (FeatureMaps maps : layers) {
                System.out.println(maps.layer().name() + ": " + maps.channels() + " channels of " + maps.height()
                        + " x " + maps.width() + ", of which " + maps.silent() + " are silent");
                maps.montage()
                        .write(given.output()
                                .resolve(ModelLayers.fileName(maps.layer().name()) + ".png"));
            }
        }
    }
}
