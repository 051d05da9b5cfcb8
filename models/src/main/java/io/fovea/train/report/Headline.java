package io.fovea.train.report;

import io.fovea.page.Html;
import io.fovea.score.Evaluation;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The first scores of a report, in large type. */
final class Headline {
    private static final int MOST = 5;
    private static final double Z = 1.96;

    /** These have a table of their own. */
    private static final Pattern OF_ONE_CLASS = Pattern.compile("iou_|precision_|recall_");

    private Headline() {}

    /** The most telling scores of a model, with the number of images they were measured on, as HTML. */
    static String toHtml(Evaluation evaluation) {
        int images = evaluation.images();
        StringBuilder html = new StringBuilder("<div class=\"scores\">\n");
        evaluation.metrics().entrySet().stream()
                .filter(metric -> !OF_ONE_CLASS.matcher(metric.getKey()).lookingAt())
                .limit(MOST)
                .forEach(metric -> html.append(one(metric, images)));
        html.append(String.format(Locale.ROOT, "<div><b>%,d</b><span>held-out images</span></div>%n</div>%n", images));
        return html.toString();
    }

    private static String one(Map.Entry<String, Double> metric, int images) {
        String interval = metric.getKey().equals("accuracy") ? interval(metric.getValue(), images) : "";
        return String.format(
                Locale.ROOT,
                "<div><b>%s</b><span>%s</span>%s</div>%n",
                Double.isNaN(metric.getValue()) ? "–" : String.format(Locale.ROOT, "%.4f", metric.getValue()),
                Html.escaped(MetricNames.of(metric.getKey())),
                interval);
    }

    /** Wilson's interval (1927), which holds for shares near 1 too. */
    private static String interval(double share, int images) {
        double square = Z * Z / images;
        double middle = (share + square / 2) / (1 + square);
        double half = Z / (1 + square) * Math.sqrt(share * (1 - share) / images + square / (4 * images));
        return String.format(
                Locale.ROOT,
                "<span>95%% interval %.4f–%.4f (Wilson)</span>",
                Math.max(0, middle - half),
                Math.min(1, middle + half));
    }
}
