package io.fovea.examples;

import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.explain.HeatOverlay;
import io.fovea.image.ColorMap;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import io.fovea.task.Monitor;
import io.fovea.task.Score;
import java.util.List;
import java.util.Locale;

/**
 * Why an image is given a class: the feature maps of the last convolution, each weighed by how the class's score changes
 * with it (Chollet, Deep Learning with Python, 2nd edition, section 9.4.3).
 */
public final class GradCamLesson {

    static final String USAGE = "IMAGE OUTPUT [MODEL]";

    private static final int TOP = 3;

    private GradCamLesson() {}

    /**
     * Prints the three most probable classes by name, and draws where the model sees each.
     *
     * @param args an image; a folder for the pictures; a shipped model or an {@code .onnx} file, digits
     */
    public static void main(String[] args) {
        Given.Look given = Given.of(args, USAGE).look("digits");

        List<Score> top;
        try (Classifier classifier = Classifier.open(given.model(), Device.CPU)) {
            top = classifier.classify(given.image(), Cancellation.NONE).top(TOP);
        }
        for (Score score : top) {
            System.out.println(String.format(Locale.ROOT, "%s: %.4f", score.label(), score.probability()));
        }

        List<String> classes =
                top.stream().map(score -> Integer.toString(score.index())).toList();
        try (Explainer explainer =
                Explainer.open(given.model(), ExplainOptions.DEFAULT.withClasses(classes), Device.CPU)) {
            List<Explanation> explanations = explainer.explain(given.image(), Monitor.NONE);
            for (int i = 0; i < explanations.size(); i++) {
                Explanation why = explanations.get(i);
                System.out.println(
                        "Where " + why.label() + " is seen, in " + why.layer() + ": grad-cam-" + (i + 1) + ".png");
                HeatOverlay.of(given.image(), why.map(), ColorMap.JET)
                        .write(given.output().resolve("grad-cam-" + (i + 1) + ".png"));
            }
        }
    }
}
