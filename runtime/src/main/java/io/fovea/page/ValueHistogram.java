package io.fovea.page;

import static io.fovea.page.Html.escaped;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * How often values occur, as inline SVG in the colours of the {@link Page}.
 *
 * @param title what was counted or measured
 * @param of what the values are, in the plural, such as {@code images}
 * @param values those that are no numbers are left out
 */
public record ValueHistogram(String title, String of, double[] values) {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 200;
    private static final int TOP = 34;
    private static final int BOTTOM = HEIGHT - 24;
    private static final int LEFT = 46;
    private static final int RIGHT = WIDTH - 14;
    private static final int Y_TICKS = 4;
    private static final int X_TICKS = 7;
    private static final int FEWEST_BARS = 5;
    private static final int MOST_BARS = 40;

    /** Copies the values. */
    public ValueHistogram {
        values = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    }

    /** A copy, sorted. */
    @Override
    public double[] values() {
        return values.clone();
    }

    /** Whether title, unit and values agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ValueHistogram that
                && title.equals(that.title)
                && of.equals(that.of)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(title, of, Arrays.hashCode(values));
    }

    /** The value below which a share of them lies, 0..1; NaN of none. */
    public double quantile(double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double at = share * (values.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, values.length - 1);
        return values[below] + (at - below) * (values[above] - values[below]);
    }

    /** Beginning of the first bar, and width of each: round numbers, after Freedman and Diaconis (1981). */
    private Ticks bars() {
        double low = values[0];
        double high = values[values.length - 1];
        double width = 2 * (quantile(0.75) - quantile(0.25)) / Math.cbrt(values.length);
        int count = width > 0 ? (int) Math.min(MOST_BARS, Math.ceil((high - low) / width)) : FEWEST_BARS;
        boolean whole = Arrays.stream(values).allMatch(value -> value == Math.rint(value));
        int most = whole ? (int) Math.min(MOST_BARS, Math.max(1, high - low)) : MOST_BARS;
        return Ticks.linear(low, high, Math.max(1, Math.min(most, Math.max(FEWEST_BARS, count))));
    }

    /** The chart with its caption as a {@code figure}; nothing where there are no values. */
    public String toHtml() {
        if (values.length == 0) {
            return "";
        }
        String caption = String.format(
                Locale.ROOT,
                "%,d %s: median %s, half of them from %s to %s.",
                values.length,
                of,
                Ticks.words(quantile(0.5)),
                Ticks.words(quantile(0.25)),
                Ticks.words(quantile(0.75)));
        return Html.figure(toSvg(), caption);
    }

    private String toSvg() {
        Ticks bars = bars();
        double step = bars.values().get(1) - bars.values().get(0);
        int[] counts = counts(bars, step);
        int largest = Arrays.stream(counts).max().orElse(1);
        Ticks up = Ticks.whole(0, largest, Y_TICKS);
        Ticks across = Ticks.linear(bars.low(), bars.high(), X_TICKS);
        double wide = (double) (RIGHT - LEFT) / counts.length;
        StringBuilder svg = new StringBuilder(text(
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                        + "<text class=\"title\" x=\"2\" y=\"16\">%s</text>\n",
                WIDTH, HEIGHT, escaped("Histogram of " + title), escaped("Number of " + of + " by " + title)));
        for (double value : up.values()) {
            double y = y(value, largest);
            svg.append(text(
                    "<path class=\"grid-line\" d=\"M%d %.1fH%d\"/><text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                    LEFT, y, RIGHT, LEFT - 6, y + 4, Ticks.words(value)));
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                svg.append(text(
                        "<rect class=\"ink0\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
                        LEFT + i * wide + 0.5,
                        y(counts[i], largest),
                        Math.max(0.5, wide - 1),
                        BOTTOM - y(counts[i], largest)));
            }
        }
        for (double value : across.values()) {
            double x = LEFT + (RIGHT - LEFT) * (value - bars.low()) / (bars.high() - bars.low());
            if (x <= RIGHT + 1 && x >= LEFT - 1) {
                svg.append(text(
                        "<path class=\"axis\" d=\"M%.1f %dv4\"/><text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                        x, BOTTOM, x, BOTTOM + 18, Ticks.words(value)));
            }
        }
        return svg.append(text("<path class=\"axis\" d=\"M%d %dH%d\"/>\n</svg>\n", LEFT, BOTTOM, RIGHT))
                .toString();
    }

    private int[] counts(Ticks bars, double step) {
        int[] counts = new int[bars.values().size() - 1];
        for (double value : values) {
            int bar = (int) ((value - bars.low()) / step + 1e-9);
            counts[Math.min(bar, counts.length - 1)]++;
        }
        return counts;
    }

    private static double y(double count, int largest) {
        return BOTTOM - (BOTTOM - TOP) * count / largest;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
