package io.fovea.examples;

import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.explain.HeatOverlay;
import io.fovea.explain.method.Method;
import io.fovea.image.ColorMap;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.Locale;

/**
 * Class activation maps: where a network averages its last feature maps and weighs the averages, the same weights make a map
 * of them, without any gradient (Zhou et al., Learning deep features for discriminative localization, 2016). Of such a
 * network Grad-CAM is the same map.
 */
public final class CamLesson {

    static final String USAGE = "IMAGE OUTPUT [MODEL]";

    private CamLesson() {}

    /**
     * Draws both maps of the most probable class, and says how far they differ.
     *
     * @param args an image; a folder for the picture; a shipped model or an {@code .onnx} file that ends in global average
     *     pooling and one layer, cats-dogs
     */
    public static void main(String[] args) {
        Given.Look given = Given.of(args, USAGE).look("cats-dogs");

        Explanation cam = explain(given.model(), given.image(), Method.CAM);
        Explanation gradCam = explain(given.model(), given.image(), Method.GRAD_CAM);
        System.out.println(String.format(Locale.ROOT, "%s: %.4f", cam.label(), cam.probability()));
        System.out.println(String.format(
                Locale.ROOT, "Mean difference of CAM and Grad-CAM, of heat 0..1: %.6f", difference(cam, gradCam)));
        new Grid(2, 4)
                .of(List.of(
                        HeatOverlay.of(given.image(), cam.map(), ColorMap.JET),
                        HeatOverlay.of(given.image(), gradCam.map(), ColorMap.JET)))
                .write(given.output().resolve("cam.png"));
    }

    private static Explanation explain(Model model, Image image, Method method) {
        try (Explainer explainer = Explainer.open(model, ExplainOptions.DEFAULT.withMethod(method), Device.CPU)) {
            return explainer.explain(image, Monitor.NONE).get(0);
        }
    }

    private static double difference(Explanation one, Explanation other) {
        float[] first = one.map().heat().floats();
        float[] second = other.map().heat().floats();
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += Math.abs(first[i] - second[i]);
        }
        return sum / first.length;
    }
}
