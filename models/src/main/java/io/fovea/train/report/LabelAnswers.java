package io.fovea.train.report;

import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Target;
import io.fovea.score.ConfusionMatrix;
import io.fovea.score.Evaluation;
import io.fovea.score.HeldOut;
import io.fovea.score.Reliability;
import io.fovea.task.Classification;
import io.fovea.task.Prediction;
import io.fovea.task.Score;
import io.fovea.train.report.AnswerCards.Card;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a classifier answers that gives an image any number of labels: how often each is found, and samples. */
final class LabelAnswers implements AnswerPage {

    private static final int BARS = 3;
    private static final int WRONG = 12;
    private static final int RIGHT = 6;

    private final Dataset examples;
    private final List<String> labels;
    private final ConfusionMatrix[] each;
    private final List<Answer> answers = new ArrayList<>();
    private final Reliability calibration = new Reliability();

    /** An image with the distance from the truth of the label that is furthest from it, 0..1. */
    private record Answer(Card card, double distance) {}

    /** Of nothing yet. */
    LabelAnswers(HeldOut held) {
        this.examples = held.examples();
        this.labels = held.model().card().labels();
        this.each = new ConfusionMatrix[labels.size()];
        Arrays.setAll(each, label -> new ConfusionMatrix(2));
    }

    @Override
    public void answered(int index, Example example, Prediction answer) {
        add(index, example, (Classification) answer);
    }

    private void add(int index, Example example, Classification answer) {
        if (example.target() instanceof Target.Labels truth) {
            add(index, truth.present(), answer.scores());
        }
    }

    private void add(int example, boolean[] present, List<Score> scores) {
        Set<Integer> truth = IntStream.range(0, present.length)
                .filter(label -> present[label])
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
        Set<Integer> found = scores.stream()
                .filter(score -> score.probability() >= Evaluation.FOUND)
                .map(Score::index)
                .collect(Collectors.toUnmodifiableSet());
        for (int label = 0; label < each.length; label++) {
            each[label].add(truth.contains(label) ? 1 : 0, found.contains(label) ? 1 : 0);
        }
        scores.forEach(score -> {
            boolean isFound = score.probability() >= Evaluation.FOUND;
            calibration.add(isFound ? score.probability() : 1 - score.probability(), isFound == present[score.index()]);
        });
        double distance = scores.stream()
                .mapToDouble(score -> Math.abs(score.probability() - (present[score.index()] ? 1 : 0)))
                .max()
                .orElse(0);
        answers.add(new Answer(new Card(example, truth, found, shown(scores, truth, found)), distance));
    }

    /** The most probable labels, and all others that are true or were found. */
    private static List<Score> shown(List<Score> scores, Set<Integer> truth, Set<Integer> found) {
        return IntStream.range(0, scores.size())
                .filter(i -> i < BARS
                        || truth.contains(scores.get(i).index())
                        || found.contains(scores.get(i).index()))
                .mapToObj(scores::get)
                .toList();
    }

    @Override
    public String scores() {
        return ScoreTables.toHtml(each, labels)
                + ReliabilityChart.toHtml(calibration, "answers", "yes or no, for each label of each image");
    }

    @Override
    public String samples() {
        AnswerCards cards = new AnswerCards(examples, labels, true);
        List<Card> wrong = sorted(false);
        List<Card> right = sorted(true);
        StringBuilder html = new StringBuilder();
        if (!wrong.isEmpty()) {
            html.append("<h3>Not all labels right, the furthest from the truth first</h3>\n<p class=\"note\">")
                    .append(String.format(
                            Locale.ROOT,
                            "%,d of %,d images have a label too many or too few; up to %d are shown. A label is found from"
                                    + " a probability of %.1f on. A tick marks the true labels.</p>%n",
                            wrong.size(),
                            answers.size(),
                            WRONG,
                            Evaluation.FOUND))
                    .append(cards.toHtml(wrong.subList(0, Math.min(WRONG, wrong.size()))));
        }
        if (!right.isEmpty()) {
            html.append("<h3>All labels right, from the furthest from the truth to the nearest</h3>\n")
                    .append(cards.toHtml(AnswerCards.spread(right, RIGHT)));
        }
        return html.toString();
    }

    private List<Card> sorted(boolean isRight) {
        return answers.stream()
                .filter(answer -> answer.card().isRight() == isRight)
                .sorted(Comparator.comparingDouble(Answer::distance).reversed())
                .map(Answer::card)
                .toList();
    }
}
