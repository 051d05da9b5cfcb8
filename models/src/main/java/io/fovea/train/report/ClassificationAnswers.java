package io.fovea.train.report;

import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Target;
import io.fovea.page.Html;
import io.fovea.report.HeatTable;
import io.fovea.score.ConfusionMatrix;
import io.fovea.score.HeldOut;
import io.fovea.score.Reliability;
import io.fovea.task.Classification;
import io.fovea.task.Prediction;
import io.fovea.task.Score;
import io.fovea.train.report.AnswerCards.Card;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a classifier answers to held-out images, for a report: how often what is taken for what, and samples. */
final class ClassificationAnswers implements AnswerPage {

    private static final int BARS = 3;
    private static final int WRONG = 12;
    private static final int RIGHT = 6;
    private static final int PAIRS = 3;
    private static final int OF_A_PAIR = 6;

    private final Dataset examples;
    private final List<String> labels;
    private final ConfusionMatrix matrix;
    private final List<Card> answers = new ArrayList<>();
    private final Reliability calibration = new Reliability();

    /** Of nothing yet. */
    ClassificationAnswers(HeldOut held) {
        this.examples = held.examples();
        this.labels = held.model().card().labels();
        this.matrix = new ConfusionMatrix(labels.size());
    }

    @Override
    public void answered(int index, Example example, Prediction answer) {
        add(index, example, (Classification) answer);
    }

    private void add(int index, Example example, Classification answer) {
        if (example.target() instanceof Target.ClassIndex target) {
            int truth = target.index();
            int best = answer.best().index();
            matrix.add(truth, best);
            calibration.add(answer.best().probability(), truth == best);
            answers.add(new Card(index, Set.of(truth), Set.of(best), shown(answer.scores(), truth)));
        }
    }

    /** The most probable classes, and the true one where it is not among them. */
    private static List<Score> shown(List<Score> scores, int truth) {
        List<Score> shown = new ArrayList<>(scores.subList(0, Math.min(BARS, scores.size())));
        if (shown.stream().noneMatch(score -> score.index() == truth)) {
            scores.stream().filter(score -> score.index() == truth).forEach(shown::add);
        }
        return List.copyOf(shown);
    }

    private static double certainty(Card card) {
        return card.shown().get(0).probability();
    }

    @Override
    public String scores() {
        return new HeatTable(labels, matrix.counts(), "images").toHtml()
                + ScoreTables.toHtml(matrix, labels, "images")
                + ReliabilityChart.toHtml(calibration, "images", "the most probable class");
    }

    @Override
    public String samples() {
        AnswerCards cards = new AnswerCards(examples, labels, false);
        List<Card> wrong = answers.stream()
                .filter(answer -> !answer.isRight())
                .sorted(Comparator.comparingDouble(ClassificationAnswers::certainty)
                        .reversed())
                .toList();
        List<Card> right = answers.stream()
                .filter(Card::isRight)
                .sorted(Comparator.comparingDouble(ClassificationAnswers::certainty))
                .toList();
        StringBuilder html = new StringBuilder();
        if (!wrong.isEmpty()) {
            html.append("<h3>Wrong, the most certain first</h3>\n");
            html.append("<p class=\"note\">")
                    .append(String.format(
                            Locale.ROOT,
                            "%,d of %,d images were answered wrongly; %s.",
                            wrong.size(),
                            answers.size(),
                            wrong.size() <= WRONG
                                    ? "here they are"
                                    : "the " + WRONG + " of which the model was most certain are shown"))
                    .append(" A tick marks the true class.</p>\n");
            html.append(cards.toHtml(wrong.subList(0, Math.min(WRONG, wrong.size()))));
        }
        html.append(confused(wrong, cards));
        if (!right.isEmpty()) {
            html.append("<h3>Right, from the least certain to the most</h3>\n")
                    .append(cards.toHtml(AnswerCards.spread(right, RIGHT)));
        }
        return html.toString();
    }

    /** Of each two classes that are taken for one another, most often first, the mistakes of which the model was most certain. */
    private String confused(List<Card> wrong, AnswerCards cards) {
        Map<List<Integer>, List<Card>> pairs = wrong.stream()
                .collect(Collectors.groupingBy(
                        card -> List.of(
                                card.truth().iterator().next(),
                                card.found().iterator().next()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        StringBuilder html = new StringBuilder();
        if (labels.size() > 2) {
            pairs.entrySet().stream()
                    .filter(pair -> pair.getValue().size() > 1)
                    .sorted(Comparator.comparingInt((Map.Entry<List<Integer>, List<Card>> pair) ->
                                    pair.getValue().size())
                            .reversed())
                    .limit(PAIRS)
                    .forEach(pair -> html.append(String.format(
                                    Locale.ROOT,
                                    "<h3>Most confused: %s taken for %s (%,d images)</h3>%n",
                                    Html.escaped(labels.get(pair.getKey().get(0))),
                                    Html.escaped(labels.get(pair.getKey().get(1))),
                                    pair.getValue().size()))
                            .append(cards.toHtml(pair.getValue()
                                    .subList(
                                            0,
                                            Math.min(OF_A_PAIR, pair.getValue().size())))));
        }
        return html.toString();
    }
}
