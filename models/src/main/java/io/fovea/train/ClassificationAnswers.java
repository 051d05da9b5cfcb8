package io.fovea.train;

import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.model.Model;
import io.fovea.report.HeatTable;
import io.fovea.report.Html;
import io.fovea.report.Picture;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import io.fovea.task.Monitor;
import io.fovea.task.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a classifier answers to held-out images, for a report: how often what is taken for what, and samples. */
final class ClassificationAnswers {

    private static final int BARS = 3;
    private static final int WRONG = 12;
    private static final int RIGHT = 6;
    private static final int SIDE = 224;

    private final Dataset examples;
    private final List<String> labels;
    private final ConfusionMatrix matrix;
    private final Skipped skipped = new Skipped();
    private final List<Answer> answers = new ArrayList<>();

    private record Answer(int example, int truth, List<Score> shown) {
        boolean isRight() {
            return shown.get(0).index() == truth;
        }

        double certainty() {
            return shown.get(0).probability();
        }
    }

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
                all.answers.add(new Answer(i, truth, shown(scores, truth)));
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

    /** A sentence for each file that could not be read. */
    List<String> skipped() {
        return skipped.sentences();
    }

    /** Tables; nothing for models that give an image several labels. */
    String scores() {
        return answers.isEmpty()
                ? ""
                : new HeatTable(labels, matrix.counts(), "images").toHtml()
                        + ClassScores.toHtml(matrix, labels, "images");
    }

    String samples() {
        List<Answer> wrong = answers.stream()
                .filter(answer -> !answer.isRight())
                .sorted(Comparator.comparingDouble(Answer::certainty).reversed())
                .toList();
        List<Answer> right = answers.stream()
                .filter(Answer::isRight)
                .sorted(Comparator.comparingDouble(Answer::certainty))
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
            html.append(cards(wrong.subList(0, Math.min(WRONG, wrong.size()))));
        }
        if (!right.isEmpty()) {
            html.append("<h3>Right, from the least certain to the most</h3>\n").append(cards(spread(right)));
        }
        return html.toString();
    }

    /** The first, the last, and some evenly between. */
    private static List<Answer> spread(List<Answer> sorted) {
        int count = Math.min(RIGHT, sorted.size());
        List<Answer> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(sorted.get(count == 1 ? 0 : i * (sorted.size() - 1) / (count - 1)));
        }
        return chosen;
    }

    private String cards(List<Answer> chosen) {
        StringBuilder html = new StringBuilder("<div class=\"samples\">\n");
        chosen.forEach(answer -> html.append(card(answer)));
        return html.append("</div>\n").toString();
    }

    private String card(Answer answer) {
        Example example = examples.get(answer.example());
        String truth = labels.get(answer.truth());
        StringBuilder html = new StringBuilder("<figure class=\"sample\" title=\"")
                .append(Html.escaped(example.name()))
                .append("\">")
                .append(Picture.of(
                        ClassColors.forTheEye(example.image()), SIDE, "image " + example.name() + ", truly " + truth))
                .append("<p class=\"truth\">truth: ")
                .append(Html.escaped(truth))
                .append("</p><table class=\"bars\">");
        for (Score score : answer.shown()) {
            String kind = score.index() == answer.truth()
                    ? "right"
                    : score.index() == answer.shown().get(0).index() ? "wrong" : "other";
            html.append(String.format(
                    Locale.ROOT,
                    "<tr class=\"%s\"><td class=\"name\">%s</td><td class=\"bar\"><i style=\"--share:%.3f\"></i></td>"
                            + "<td class=\"value\">%s</td></tr>",
                    kind,
                    Html.escaped(labels.get(score.index())),
                    score.probability(),
                    probability(score.probability())));
        }
        return html.append("</table><figcaption>")
                .append(Html.escaped(example.name()))
                .append("</figcaption></figure>\n")
                .toString();
    }

    private static String probability(float value) {
        return value < 0.0005 ? "&lt;0.001" : String.format(Locale.ROOT, "%.3f", value);
    }
}
