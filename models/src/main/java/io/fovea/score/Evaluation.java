package io.fovea.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fovea.data.BoxFiles;
import io.fovea.data.Dataset;
import io.fovea.data.Skipped;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Views;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model's scores on examples with known truth, run as a user runs it: through ONNX Runtime, whole images, with the
 * card's preparation.
 *
 * @param share which examples: {@code train}, {@code validation}, {@code test} or {@code all}
 * @param images how many were measured; files that cannot be read are not
 * @param device that the model really ran on
 * @param metrics by name, the most telling first; not a number where a class never occurs. One class per image:
 *     {@code accuracy}, {@code top_5_accuracy} of ten classes or more, {@code f1} (mean over the classes),
 *     {@code precision_<class>} and {@code recall_<class>}. Several labels: {@code binary_accuracy}, {@code f1},
 *     {@code all_labels_right}, precision and recall. Segmentations: {@code mean_iou}, {@code pixel_accuracy},
 *     {@code iou_<class>}, and where objects are told apart {@code average_precision_50} and
 *     {@code average_precision_75}, mean over the images, and {@code average_precision_50_95}, the mean at 0.5, 0.55
 *     and so on to 0.95 too. Detections: {@code map_50_95}, {@code map_50} and
 *     {@code map_75}, means over the classes that occur of COCO's average precision, and {@code ap_50_<class>}
 * @param unseen labels that none of the examples truly has; where one is never answered either, means over the classes
 *     are without it
 * @param groups the scores of each group of images, by its name; empty where none were asked for
 */
public record Evaluation(
        String share,
        int images,
        Device device,
        Map<String, Double> metrics,
        List<String> unseen,
        Map<String, Evaluation> groups) {

    /** From this probability on, one of several labels is answered. */
    public static final double FOUND = 0.5;

    /** Copies the metrics, in their order. */
    public Evaluation {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        unseen = List.copyOf(unseen);
        groups = Collections.unmodifiableMap(new TreeMap<>(groups));
    }

    /** Scores without groups. */
    public Evaluation(String share, int images, Device device, Map<String, Double> metrics, List<String> unseen) {
        this(share, images, device, metrics, unseen, Map.of());
    }

    /** The same, with the scores of groups. */
    Evaluation with(Map<String, Evaluation> ofGroups) {
        return new Evaluation(share, images, device, metrics, unseen, ofGroups);
    }

    /**
     * Evaluates the model on a part of the data it was trained with, as its recipe says, or on all of it.
     *
     * @param data the folder that the recipe's paths begin in
     * @param part of the data
     * @throws io.fovea.FoveaException when the model has no recipe, or the device is not there
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Evaluation of(Model model, Path data, MeasuredPart part, Device device, Monitor monitor) {
        return EvaluationData.open(model, data, part, monitor).evaluate(device, monitor);
    }

    /** Whether what a model finds is measured against boxes, for which no recipe is needed. */
    public static boolean isOfBoxes(Model model) {
        return Jobs.DETECT.tasks().contains(model.card().task());
    }

    /**
     * Evaluates a detector on images with boxes, all of them; blocks.
     *
     * @param data a folder of images with YOLO's text files, or with COCO's JSON, or that JSON
     * @param views in which it looks at each image
     * @param skipped is told of images that cannot be read, which are left out
     * @throws io.fovea.FoveaException when there are no boxes, or of classes that the model does not know, or the device is
     *     not there
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Evaluation ofBoxes(
            Model model, Path data, Device device, Views views, Skipped skipped, Monitor monitor) {
        return new HeldOut(model, BoxFiles.in(data, model.card().labels()), "all", 0, device, views, skipped)
                .measure(AnswerListener.NONE, monitor);
    }

    /** As {@link #ofBoxes(Model, Path, Device, Views, Skipped, Monitor)}, of images as they are. */
    public static Evaluation ofBoxes(Model model, Path data, Device device, Skipped skipped, Monitor monitor) {
        return ofBoxes(model, data, device, Views.ONE, skipped, monitor);
    }

    static Evaluation of(Model model, Dataset examples, int contour, Device device, Monitor monitor) {
        return new HeldOut(model, examples, "all", contour, device, new Skipped())
                .measure(AnswerListener.NONE, monitor);
    }

    /** The first scores in words, for a card. */
    public String sentence(String split) {
        StringBuilder words = new StringBuilder();
        metrics.entrySet().stream()
                .filter(entry -> Double.isFinite(entry.getValue()))
                .limit(2)
                .forEach(entry -> words.append(entry.getKey().replace('_', ' '))
                        .append(String.format(Locale.ROOT, " %.4f, ", entry.getValue())));
        return words + "on " + images + " images (" + split + ")"
                + (unseen.isEmpty() ? "" : ", none of which shows " + String.join(", ", unseen));
    }

    private Map<String, Object> scores() {
        Map<String, Object> scores = new LinkedHashMap<>();
        metrics.forEach((name, value) -> scores.put(name, Double.isFinite(value) ? value : null));
        if (!unseen.isEmpty()) {
            scores.put("labels_without_examples", unseen);
        }
        return scores;
    }

    /** The scores as one JSON object; {@code null} where there is no number. */
    public String toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("split", share);
        object.put("images", images);
        object.put("device", device.toString());
        object.putAll(scores());
        if (!groups.isEmpty()) {
            Map<String, Object> parts = new LinkedHashMap<>();
            groups.forEach((name, group) -> {
                Map<String, Object> part = new LinkedHashMap<>();
                part.put("images", group.images);
                part.putAll(group.scores());
                parts.put(name, part);
            });
            object.put("groups", parts);
        }
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers can always be written", e);
        }
    }
}
