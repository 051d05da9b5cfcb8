package io.fovea.train.report;

import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.page.Html;
import io.fovea.page.InlinePicture;
import io.fovea.task.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Images beside what they truly are and what a model takes them for.
 *
 * @param examples the images
 * @param labels of the model
 * @param several whether an image has any number of labels, so that what was found is told in words too
 */
record AnswerCards(Dataset examples, List<String> labels, boolean several) {

    private static final int SIDE = 224;

    /**
     * One image.
     *
     * @param example its number
     * @param truth its true classes
     * @param found the classes that the model found
     * @param shown the classes that have a bar
     */
    record Card(int example, Set<Integer> truth, Set<Integer> found, List<Score> shown) {

        /** Whether the model found all that is true and nothing else. */
        boolean isRight() {
            return truth.equals(found);
        }
    }

    /** Up to {@code count} of a list: the first, the last, and some evenly between. */
    static <T> List<T> spread(List<T> sorted, int count) {
        int size = Math.min(count, sorted.size());
        List<T> chosen = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            chosen.add(sorted.get(size == 1 ? 0 : i * (sorted.size() - 1) / (size - 1)));
        }
        return chosen;
    }

    /** The cards beside each other, as HTML; reads the images again. */
    String toHtml(List<Card> cards) {
        return cards.stream().map(this::html).collect(Collectors.joining("", "<div class=\"samples\">\n", "</div>\n"));
    }

    private String html(Card card) {
        Example example = examples.get(card.example());
        String truth = names(card.truth());
        StringBuilder html = new StringBuilder("<figure class=\"sample\" title=\"")
                .append(Html.escaped(example.name()))
                .append("\">")
                .append(InlinePicture.of(
                        ClassColors.forTheEye(example.image()), SIDE, "image " + example.name() + ", truly " + truth))
                .append("<p class=\"truth\">truth: ")
                .append(Html.escaped(truth))
                .append(several ? "<br>found: " + Html.escaped(names(card.found())) : "")
                .append("</p><table class=\"bars\">");
        for (Score score : card.shown()) {
            String kind = card.truth().contains(score.index())
                    ? "right"
                    : card.found().contains(score.index()) ? "wrong" : "other";
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

    private String names(Set<Integer> classes) {
        return classes.isEmpty()
                ? "none"
                : classes.stream().sorted().map(labels::get).collect(Collectors.joining(", "));
    }

    private static String probability(float value) {
        return value < 0.0005 ? "&lt;0.001" : String.format(Locale.ROOT, "%.3f", value);
    }
}
