package io.fovea.score;

import io.fovea.FoveaException;
import io.fovea.data.Example;
import io.fovea.data.Target;
import io.fovea.data.TrueBox;
import io.fovea.model.Card;
import io.fovea.task.Detection;
import io.fovea.task.Detections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** How well objects were found, by COCO's mean average precisions. */
final class DetectionMetrics implements Metrics<Detections> {
    private static final int THRESHOLDS = 10;
    private static final int MOST_LISTED = 100;
    private static final int AT_75 = 5;

    private final Card card;
    private final Map<Integer, AveragePrecision> classes = new TreeMap<>();

    DetectionMetrics(Card card) {
        this.card = card;
    }

    @Override
    public void add(Example example, Detections answer) {
        if (!(example.target() instanceof Target.Boxes truth)) {
            throw new FoveaException(
                    "'" + example.name() + "' has no boxes, with which what a detector finds is compared.");
        }
        List<Detection> found = answer.found(0, Detections.DEFAULT_OVERLAP);
        IntStream.concat(
                        truth.objects().stream().mapToInt(TrueBox::index),
                        found.stream().mapToInt(Detection::index))
                .distinct()
                .forEach(index -> {
                    List<TrueBox> boxes = truth.objects().stream()
                            .filter(box -> box.index() == index)
                            .toList();
                    List<Detection> alike = found.stream()
                            .filter(object -> object.index() == index)
                            .toList();
                    classes.computeIfAbsent(index, key -> precision()).add(boxes, alike);
                });
    }

    /** At 0.50, 0.55 ... 0.95. */
    private static AveragePrecision precision() {
        return new AveragePrecision(IntStream.range(0, THRESHOLDS)
                .mapToDouble(i -> (50 + 5 * i) / 100.0)
                .toArray());
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(
                "map_50_95",
                IntStream.range(0, THRESHOLDS).mapToDouble(this::mean).average().orElse(Double.NaN));
        values.put("map_50", mean(0));
        values.put("map_75", mean(AT_75));
        classes.entrySet().stream()
                .filter(entry -> entry.getValue().truths() > 0)
                .limit(MOST_LISTED)
                .forEach(entry -> values.put(
                        "ap_50_" + card.label(entry.getKey()), entry.getValue().value(0)));
        return values;
    }

    private double mean(int threshold) {
        return classes.values().stream()
                .mapToDouble(precision -> precision.value(threshold))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** The labels of which there is no box. */
    @Override
    public List<String> unseen() {
        return IntStream.range(0, card.labels().size())
                .filter(index ->
                        !classes.containsKey(index) || classes.get(index).truths() == 0)
                .mapToObj(card::label)
                .toList();
    }
}
