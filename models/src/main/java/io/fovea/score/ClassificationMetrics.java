package io.fovea.score;

import io.fovea.FoveaException;
import io.fovea.data.Example;
import io.fovea.data.Target;
import io.fovea.model.Card;
import io.fovea.task.Classification;
import io.fovea.task.Score;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well images were classified: by one class for each, or by any number of labels, each of which is answered where its
 * probability reaches one half.
 */
final class ClassificationMetrics implements Metrics<Classification> {

    private static final int TOP = 5;
    private static final int MANY = 10;
    private static final int MOST_LISTED = 100;

    private final List<String> labels;
    private final ConfusionMatrix classes;
    private final ConfusionMatrix[] each;
    private int images;
    private int amongTop;
    private int allRight;
    private boolean several;
    private final TrustMetrics trust;

    ClassificationMetrics(Card card) {
        this.trust = new TrustMetrics(card);
        this.labels = card.labels();
        this.classes = new ConfusionMatrix(card.labels().size());
        this.each = new ConfusionMatrix[card.labels().size()];
        Arrays.setAll(each, label -> new ConfusionMatrix(2));
    }

    @Override
    public void add(Example example, Classification answer) {
        images++;
        if (example.target() instanceof Target.Labels truth) {
            several = true;
            add(truth.present(), answer);
        } else if (example.target() instanceof Target.ClassIndex truth) {
            add(truth.index(), answer);
        } else {
            throw new FoveaException("'" + example.name()
                    + "' has a class for every pixel, but the model gives one to the whole image.");
        }
    }

    private void add(int truth, Classification answer) {
        double[] probabilities = new double[answer.scores().size()];
        answer.scores().forEach(score -> probabilities[score.index()] = score.probability());
        trust.add(probabilities, answer.best().index() == truth);
        classes.add(truth, answer.best().index());
        amongTop += answer.top(TOP).stream().anyMatch(score -> score.index() == truth) ? 1 : 0;
    }

    private void add(boolean[] truth, Classification answer) {
        boolean right = true;
        for (Score score : answer.scores()) {
            boolean there = truth[score.index()];
            boolean answered = score.probability() >= Evaluation.FOUND;
            each[score.index()].add(there ? 1 : 0, answered ? 1 : 0);
            right &= there == answered;
        }
        allRight += right ? 1 : 0;
    }

    /** Every metric by its name. */
    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        if (several) {
            values.put("binary_accuracy", mean(ConfusionMatrix::accuracy));
            values.put("f1", mean(label -> label.f1(1)));
            values.put("all_labels_right", (double) allRight / images);
        } else {
            values.put("accuracy", classes.accuracy());
            if (labels.size() >= MANY) {
                values.put("top_5_accuracy", (double) amongTop / images);
            }
            values.put("f1", classes.meanF1());
        }
        for (int c = 0; c < labels.size() && labels.size() <= MOST_LISTED; c++) {
            ConfusionMatrix matrix = several ? each[c] : classes;
            values.put("precision_" + labels.get(c), matrix.precision(several ? 1 : c));
            values.put("recall_" + labels.get(c), matrix.recall(several ? 1 : c));
        }
        trust.addTo(values);
        return values;
    }

    /** The labels that no image truly has. */
    @Override
    public List<String> unseen() {
        return IntStream.range(0, labels.size())
                .filter(label -> (several ? each[label].occurrences(1) : classes.occurrences(label)) == 0)
                .mapToObj(labels::get)
                .toList();
    }

    private double mean(ToDoubleFunction<ConfusionMatrix> value) {
        return Arrays.stream(each)
                .mapToDouble(value)
                .filter(number -> !Double.isNaN(number))
                .average()
                .orElse(Double.NaN);
    }
}
