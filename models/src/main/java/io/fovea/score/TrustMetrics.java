package io.fovea.score;

import io.fovea.data.Target;
import io.fovea.model.Card;
import io.fovea.model.CountInterval;
import io.fovea.model.Trust;
import io.fovea.task.LabelMap;
import io.fovea.task.ObjectScores;
import io.fovea.task.Probabilities;
import io.fovea.task.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Whether a model is as often right as its card makes it say; nothing is measured where that says nothing of it. */
final class TrustMetrics {
    /** One pixel of so many is enough. */
    private static final int EVERY = 7;

    private final Trust trust;
    private final boolean each;
    private final Reliability tempered = new Reliability();
    private final Reliability raw = new Reliability();
    private final Reliability scores = new Reliability();
    private final List<Double> widths = new ArrayList<>();
    private int held;

    TrustMetrics(Card card) {
        this.trust = card.trust();
        this.each = Probabilities.isEach(card);
    }

    /** Notes an answer: probabilities by the temperature, by class. */
    void add(double[] probabilities, boolean isRight) {
        if (trust.hasTemperature()) {
            tempered.add(largest(probabilities), isRight);
            float[][] own = new float[probabilities.length][1];
            for (int c = 0; c < own.length; c++) {
                own[c][0] = (float) probabilities[c];
            }
            Probabilities.temper(1 / trust.temperature(), each, own, 1);
            for (int c = 0; c < own.length; c++) {
                probabilities[c] = own[c][0];
            }
            raw.add(largest(probabilities), isRight);
        }
    }

    private static double largest(double[] probabilities) {
        double most = 0;
        for (double each : probabilities) {
            most = Math.max(most, each);
        }
        return most;
    }

    /** Notes some of the pixels of an answer. */
    void add(byte[] truth, Segmentation answer) {
        if (!trust.hasTemperature()) {
            return;
        }
        byte[] classes = answer.classes();
        List<float[]> planes = IntStream.range(0, answer.labels().size())
                .mapToObj(answer::probability)
                .toList();
        for (int p = 0; p < truth.length; p += EVERY) {
            int pixel = p;
            if (truth[p] != Target.ClassMap.IGNORED) {
                add(planes.stream().mapToDouble(plane -> plane[pixel]).toArray(), classes[p] == truth[p]);
            }
        }
    }

    /** Notes the objects of an answer. */
    void add(short[] truth, Segmentation answer, LabelMap objects) {
        if (trust.objects().isEmpty()) {
            return;
        }
        ObjectScores found = ObjectScores.of(answer, objects);
        Set<Integer> right = InstanceMatching.right(truth, objects.labels(), 0.5);
        double[] all = found.all();
        for (int label = 1; label < all.length; label++) {
            scores.add(all[label], right.contains(label));
        }
        Optional<CountInterval.Range> range = found.range();
        if (range.isPresent()) {
            int count = InstanceMatching.truths(truth);
            held += count >= range.get().low() && count <= range.get().high() ? 1 : 0;
            widths.add(ObjectScoreFit.width(range.get(), objects.count()));
        }
    }

    /** Adds what was measured. */
    void addTo(Map<String, Double> values) {
        if (raw.answers() > 0) {
            values.put("calibration_error", tempered.error());
            values.put("calibration_error_without_temperature", raw.error());
        }
        if (scores.answers() > 0) {
            values.put("object_score_error", scores.error());
        }
        if (!widths.isEmpty()) {
            values.put("count_interval_coverage", (double) held / widths.size());
            values.put("count_interval_width", widths.stream().sorted().toList().get(widths.size() / 2));
        }
    }
}
