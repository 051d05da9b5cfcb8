package io.fovea.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Skipped;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A model's scores on held-out examples, run as a user runs it: through ONNX Runtime, whole images, with the card's
 * preparation.
 *
 * @param images how many were measured; files that cannot be read are not
 * @param device that the model really ran on
 * @param metrics by name, the most telling first; not a number where a class never occurs. One class per image:
 *     {@code accuracy}, {@code top_5_accuracy} of ten classes or more, {@code f1} (mean over the classes),
 *     {@code precision_<class>} and {@code recall_<class>}. Several labels: {@code binary_accuracy}, {@code f1},
 *     {@code all_labels_right}, precision and recall. Segmentations: {@code mean_iou}, {@code pixel_accuracy},
 *     {@code iou_<class>}, and where objects are told apart {@code average_precision_50} and
 *     {@code average_precision_75}, mean over the images
 */
public record Evaluation(int images, Device device, Map<String, Double> metrics) {

    /** Copies the metrics, in their order. */
    public Evaluation {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /**
     * Evaluates the model on a part of the data it was trained with, as its recipe says.
     *
     * @param data the folder that the recipe's paths begin in
     * @param split {@code train}, {@code validation} or {@code test}
     * @throws FoveaException when the model has no recipe, there is no such part, or the device is not there
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Evaluation of(Model model, Path data, String split, Device device, Monitor monitor) {
        String yaml = model.graph().metadata().get(Training.RECIPE_KEY);
        if (yaml == null) {
            throw new FoveaException("The model '" + model.name()
                    + "' keeps no recipe that says how its data is split; only models trained by Fovea do.");
        }
        Recipe recipe = Recipe.parse(yaml, "of model '" + model.name() + "'");
        var splits = TrainingData.open(recipe, data);
        Dataset part =
                switch (split) {
                    case "train" -> splits.train();
                    case "validation" -> splits.validation();
                    case "test" -> splits.test();
                    default ->
                        throw new FoveaException(
                                "There is no split '" + split + "'; there are train, validation and test.");
                };
        return of(model, part, recipe.data().contour(), device, monitor);
    }

    static Evaluation of(Model model, Dataset examples, int contour, Device device, Monitor monitor) {
        return new HeldOut(model, examples, contour, device, new Skipped()).measure(Answers.NONE, monitor);
    }

    /** The first scores in words, for a card. */
    String sentence(String split) {
        StringBuilder words = new StringBuilder();
        metrics.entrySet().stream().limit(2).forEach(entry -> words.append(
                        entry.getKey().replace('_', ' '))
                .append(String.format(Locale.ROOT, " %.4f, ", entry.getValue())));
        return words + "on " + images + " images (" + split + ")";
    }

    /** The scores as one JSON object. */
    public String toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("images", images);
        object.put("device", device.toString());
        object.putAll(metrics);
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers can always be written", e);
        }
    }
}
