package io.fovea.train.report;

import io.fovea.page.Html;
import io.fovea.score.Reliability;
import java.util.List;
import java.util.Locale;

/** A reliability diagram: how often a model is right, over how sure it is. */
final class ReliabilityChart {

    private static final int SIDE = 300;
    private static final int LEFT = 52;
    private static final int TOP = 30;
    private static final int RIGHT = LEFT + SIDE;
    private static final int BOTTOM = TOP + SIDE;
    private static final int GRID = 5;
    private static final double ALIKE = 5e-5;

    private ReliabilityChart() {}

    /**
     * The diagram with what it says in words, as HTML; nothing where nothing was answered.
     *
     * @param unit what was answered, such as {@code images}
     * @param answer whose probability it is
     */
    static String toHtml(Reliability calibration, String unit, String answer) {
        if (calibration.answers() == 0) {
            return "";
        }
        double certainty = calibration.bins().stream()
                        .mapToDouble(bin -> bin.answers() * bin.certainty())
                        .sum()
                / calibration.answers();
        double accuracy = calibration.bins().stream()
                        .mapToDouble(bin -> bin.answers() * bin.accuracy())
                        .sum()
                / calibration.answers();
        String verdict = Math.abs(certainty - accuracy) < ALIKE
                ? "as sure as it is right"
                : certainty > accuracy ? "surer than it is right" : "right more often than it is sure";
        String caption = text(
                "Of %,d %s, by the probability of %s. A model that is right as often as it is sure has its bars end on the"
                        + " line; the darker a bar, the more %s it stands for. Expected calibration error %.4f (ten bins); mean"
                        + " probability %.4f, right %.4f: it is %s.",
                calibration.answers(), unit, answer, unit, calibration.error(), certainty, accuracy, verdict);
        return "<h3>Is it right as often as it is sure?</h3>\n"
                + Html.grid(List.of(Html.figure(svg(calibration), caption)));
    }

    private static String svg(Reliability calibration) {
        StringBuilder svg = new StringBuilder(text(
                "<svg class=\"chart\" style=\"max-width:24rem\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Reliability diagram\">%n"
                        + "<text class=\"title\" x=\"2\" y=\"16\">Reliability</text>%n",
                RIGHT + 14, BOTTOM + 42));
        for (int i = 0; i <= GRID; i++) {
            double share = (double) i / GRID;
            svg.append(text(
                    "<path class=\"grid-line\" d=\"M%d %.1fH%d\"/><text class=\"tick\" x=\"%d\" y=\"%.1f\""
                            + " text-anchor=\"end\">%.1f</text><text class=\"tick\" x=\"%.1f\" y=\"%d\""
                            + " text-anchor=\"middle\">%.1f</text>%n",
                    LEFT, y(share), RIGHT, LEFT - 6, y(share) + 4, share, x(share), BOTTOM + 18, share));
        }
        long most = calibration.bins().stream()
                .mapToLong(Reliability.Bin::answers)
                .max()
                .orElse(1);
        for (Reliability.Bin bin : calibration.bins()) {
            svg.append(text(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" style=\"fill:var(--ink0);fill-opacity:%.2f\">"
                            + "<title>%.1f to %.1f: %,d, mean probability %.3f, right %.3f</title></rect>%n",
                    x(bin.from()) + 1,
                    y(bin.accuracy()),
                    x(bin.to()) - x(bin.from()) - 2,
                    Math.max(1, BOTTOM - y(bin.accuracy())),
                    // A root makes small numbers visible.
                    0.25 + 0.75 * Math.sqrt((double) bin.answers() / most),
                    bin.from(),
                    bin.to(),
                    bin.answers(),
                    bin.certainty(),
                    bin.accuracy()));
            svg.append(text(
                    "<circle class=\"ink1\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>%n",
                    x(bin.certainty()), y(bin.accuracy())));
        }
        return svg.append(text(
                        "<path class=\"mark\" d=\"M%d %dL%d %d\"/><path class=\"axis\" d=\"M%d %dH%d\"/>"
                                + "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">probability, and how often it was right</text></svg>%n",
                        LEFT, BOTTOM, RIGHT, TOP, LEFT, BOTTOM, RIGHT, (LEFT + RIGHT) / 2, BOTTOM + 36))
                .toString();
    }

    private static double x(double share) {
        return LEFT + SIDE * share;
    }

    private static double y(double share) {
        return BOTTOM - SIDE * share;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
