package io.fovea.train;

import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.model.Model;
import io.fovea.report.HeatTable;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import io.fovea.task.Monitor;
import io.fovea.task.Score;
import io.fovea.train.AnswerCards.Card;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a classifier answers to held-out images, for a report: how often what is taken for what, and samples. */
final class ClassificationAnswers implements Answers {

    private static final int BARS = 3;
    private static final int WRONG = 12;
    private static final int RIGHT = 6;

    private final Dataset examples;
    private final List<String> labels;
    private final ConfusionMatrix matrix;
    private final Skipped skipped = new Skipped();
    private final List<Card> answers = new ArrayList<>();

    private ClassificationAnswers(Dataset examples, List<String> labels) {
        this.examples = examples;
        this.labels = labels;
        this.matrix = new ConfusionMatrix(labels.size());
    }

    static ClassificationAnswers of(Model model, Dataset examples, Device device) {
        ClassificationAnswers all =
                new ClassificationAnswers(examples, model.card().labels());
        try (Classifier classifier = Classifier.open(model, device)) {
            for (int i = 0; i < examples.size(); i++) {
                Optional<Example> read = all.skipped.read(examples, i);
                if (read.isEmpty() || !(read.get().target() instanceof Target.ClassIndex target)) {
                    continue;
                }
                Example example = read.get();
                int truth = target.index();
                List<Score> scores =
                        classifier.classify(example.image(), Monitor.NONE).scores();
                all.matrix.add(truth, scores.get(0).index());
                all.answers.add(new Card(i, Set.of(truth), Set.of(scores.get(0).index()), shown(scores, truth)));
            }
        }
        return all;
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
    public List<String> skipped() {
        return skipped.sentences();
    }

    @Override
    public String scores() {
        return new HeatTable(labels, matrix.counts(), "images").toHtml() + ClassScores.toHtml(matrix, labels, "images");
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
        if (!right.isEmpty()) {
            html.append("<h3>Right, from the least certain to the most</h3>\n")
                    .append(cards.toHtml(AnswerCards.spread(right, RIGHT)));
        }
        return html.toString();
    }
}
