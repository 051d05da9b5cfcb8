package io.fovea.score;

import io.fovea.FoveaException;
import io.fovea.data.Example;
import io.fovea.data.Target;
import io.fovea.model.Card;
import io.fovea.model.Task;
import io.fovea.task.LabelMap;
import io.fovea.task.Segmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How well the pixels of images were classified, and objects found where the truth tells them apart. */
final class SegmentationMetrics implements Metrics<Segmentation> {

    /** Which of the precisions is that at 0.75. */
    private static final int STRICT = 5;

    private final int contour;
    private final Task task;
    private final TrustMetrics trust;
    private final List<double[]> precisions = new ArrayList<>();
    private List<String> labels = List.of();
    private ConfusionMatrix pixels = new ConfusionMatrix(0);

    /**
     * Metrics of nothing yet.
     *
     * @param contour width in pixels of the contour of trimaps made from instances
     * @param card of the model, whose trust is measured where it has any
     */
    SegmentationMetrics(int contour, Card card) {
        this.contour = contour;
        this.task = card.task();
        this.trust = new TrustMetrics(card);
    }

    @Override
    public void add(Example example, Segmentation answer) {
        if (pixels.classes() == 0) {
            labels = answer.labels();
            pixels = new ConfusionMatrix(labels.size());
        }
        Target target = example.target();
        if (!(target instanceof Target.ClassMap || target instanceof Target.Instances)) {
            throw new FoveaException(
                    "'" + example.name() + "' has no class for every pixel, with which a segmentation is compared.");
        }
        byte[] truth = PixelTruth.of(target, contour, task);
        byte[] classes = answer.classes();
        for (int p = 0; p < truth.length; p++) {
            if (truth[p] != Target.ClassMap.IGNORED) {
                pixels.add(truth[p] & 0xff, classes[p] & 0xff);
            }
        }
        trust.add(truth, answer);
        if (target instanceof Target.Instances instances && answer.hasInstances()) {
            LabelMap map = answer.instances(Segmentation.DEFAULT_MIN_SIZE);
            int[] found = map.labels();
            trust.add(instances.labels(), answer, map);
            precisions.add(InstanceMatching.averagePrecisions(instances.labels(), found));
        }
    }

    /** Every metric by its name. */
    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        if (!precisions.isEmpty()) {
            values.put("average_precision_50", mean(one -> one[0]));
        }
        values.put("mean_iou", pixels.meanIntersectionOverUnion());
        values.put("pixel_accuracy", pixels.accuracy());
        for (int c = 0; c < labels.size(); c++) {
            values.put("iou_" + labels.get(c), pixels.intersectionOverUnion(c));
        }
        if (!precisions.isEmpty()) {
            values.put("average_precision_75", mean(one -> one[STRICT]));
            values.put(
                    "average_precision_50_95",
                    mean(one -> Arrays.stream(one).average().orElseThrow()));
        }
        trust.addTo(values);
        return values;
    }

    /** The labels that no pixel truly has. */
    @Override
    public List<String> unseen() {
        return IntStream.range(0, labels.size())
                .filter(label -> pixels.occurrences(label) == 0)
                .mapToObj(labels::get)
                .toList();
    }

    private double mean(ToDoubleFunction<double[]> ofImage) {
        return precisions.stream().mapToDouble(ofImage).average().orElse(Double.NaN);
    }
}
