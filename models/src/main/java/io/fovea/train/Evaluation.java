package io.fovea.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.data.Trimaps;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A model's scores on held-out examples, run as a user runs it: through ONNX Runtime, whole images, with the card's
 * preparation.
 *
 * @param images how many were measured; files that cannot be read are not
 * @param device that the model really ran on
 * @param metrics by name: {@code accuracy}; for trimaps {@code pixel_accuracy}, {@code iou_<class>}, {@code mean_iou},
 *     {@code average_precision_50}
 */
public record Evaluation(int images, Device device, Map<String, Double> metrics) {

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
        return switch (model.card().task()) {
            case CLASSIFICATION -> classification(model, examples, device, monitor);
            case SEGMENTATION, TRIMAP -> trimaps(model, examples, contour, device, monitor);
            default ->
                throw new FoveaException("Models for "
                        + model.card().task().name().toLowerCase(Locale.ROOT) + " cannot be evaluated yet.");
        };
    }

    private static Evaluation classification(Model model, Dataset examples, Device device, Monitor monitor) {
        int right = 0;
        int measured = 0;
        Skipped skipped = new Skipped();
        Device used;
        try (Classifier classifier = Classifier.open(model, device)) {
            for (int i = 0; i < examples.size(); i++) {
                Optional<Example> read = skipped.read(examples, i);
                if (read.isEmpty()) {
                    monitor.report((i + 1.0) / examples.size(), "left out: " + skipped.latest());
                    continue;
                }
                Example example = read.get();
                measured++;
                int answer =
                        classifier.classify(example.image(), monitor).best().index();
                right += answer == ((Target.ClassIndex) example.target()).index() ? 1 : 0;
                monitor.report((i + 1.0) / examples.size(), example.name());
            }
            used = classifier.device();
        }
        requireSome(measured, skipped, examples.size());
        return new Evaluation(measured, used, Map.of("accuracy", (double) right / measured));
    }

    private static Evaluation trimaps(Model model, Dataset examples, int contour, Device device, Monitor monitor) {
        Card card = model.card();
        ConfusionMatrix pixels = new ConfusionMatrix(card.labels().size());
        List<Double> precisions = new ArrayList<>();
        int measured = 0;
        Skipped skipped = new Skipped();
        Monitor quiet = Monitor.of(Monitor.NONE, monitor);
        Device used;
        try (Segmenter segmenter = Segmenter.open(model, device)) {
            for (int i = 0; i < examples.size(); i++) {
                Optional<Example> read = skipped.read(examples, i);
                if (read.isEmpty()) {
                    monitor.report((i + 1.0) / examples.size(), "left out: " + skipped.latest());
                    continue;
                }
                Example example = read.get();
                measured++;
                Segmentation answer = segmenter.segment(example.image(), quiet);
                byte[] trimap = Trimaps.classMap(example.target(), contour).classes();
                for (int p = 0; p < trimap.length; p++) {
                    if (trimap[p] != Target.ClassMap.IGNORED) {
                        pixels.add(trimap[p], answer.classes()[p] & 0xff);
                    }
                }
                if (example.target() instanceof Target.Instances truth) {
                    precisions.add(InstanceMatching.of(
                                    truth.labels(),
                                    answer.instances(Segmentation.DEFAULT_MIN_SIZE)
                                            .labels(),
                                    0.5)
                            .averagePrecision());
                }
                monitor.report((i + 1.0) / examples.size(), example.name());
            }
            used = segmenter.device();
        }
        requireSome(measured, skipped, examples.size());
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (!precisions.isEmpty()) {
            metrics.put("average_precision_50", mean(precisions));
        }
        metrics.put("mean_iou", pixels.meanIntersectionOverUnion());
        for (int c = 0; c < card.labels().size(); c++) {
            metrics.put("iou_" + card.label(c), pixels.intersectionOverUnion(c));
        }
        metrics.put("pixel_accuracy", pixels.accuracy());
        return new Evaluation(measured, used, metrics);
    }

    private static void requireSome(int measured, Skipped skipped, int examples) {
        if (measured == 0) {
            throw skipped.nothingLeft(examples);
        }
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
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
