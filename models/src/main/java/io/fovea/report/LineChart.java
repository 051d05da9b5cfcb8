package io.fovea.report;

import static io.fovea.page.Html.escaped;

import io.fovea.page.Html;
import io.fovea.page.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;

/**
 * Curves over the steps 1, 2, 3, ... as inline SVG, in the colours of the {@link io.fovea.page.Page}: raw values pale, with dots while
 * there are few, smoothed ones strong.
 *
 * @param title above the plot
 * @param xTitle below it
 * @param first the number of the first step
 * @param series the curves, all of the same length
 * @param best the step to mark; empty for none
 */
public record LineChart(String title, String xTitle, int first, List<Series> series, OptionalInt best) {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 300;
    private static final int TOP = 48;
    private static final int BOTTOM = HEIGHT - 42;
    private static final int RIGHT = WIDTH - 14;
    private static final int MOST_DOTS = 40;
    private static final int Y_TICKS = 5;
    private static final int X_TICKS = 8;
    private static final double DIGIT_WIDTH = 7;
    private static final double LETTER_WIDTH = 6;

    /** From this ratio of the largest value to the smallest, the axis is logarithmic. */
    private static final double WIDE_RANGE = 100;

    /** Copies the list. */
    public LineChart {
        series = List.copyOf(series);
    }

    /** Whether the values span so much that they are shown on a logarithmic axis. */
    public boolean isLogarithmic() {
        double low = values().min().orElse(0);
        return low > 0 && values().max().orElse(0) / low >= WIDE_RANGE;
    }

    private DoubleStream values() {
        return series.stream()
                .flatMapToDouble(line -> DoubleStream.concat(Arrays.stream(line.raw()), Arrays.stream(line.smoothed())))
                .filter(Double::isFinite);
    }

    /** The chart as an {@code svg} element; a sentence where there is nothing to draw. */
    public String toSvg() {
        if (values().findAny().isEmpty()) {
            return Html.paragraph(title + ": no values.");
        }
        int steps = series.stream().mapToInt(line -> line.raw().length).max().orElse(0);
        double low = values().min().getAsDouble();
        double high = values().max().getAsDouble();
        Ticks y = isLogarithmic() ? Ticks.logarithmic(low, high) : Ticks.linear(low, high, Y_TICKS);
        Ticks x = Ticks.whole(first, first + steps - 1, X_TICKS);
        Axes axes = new Axes(x, y, isLogarithmic(), leftOf(y));
        StringBuilder svg = new StringBuilder();
        svg.append(text(
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
                WIDTH, HEIGHT, escaped(title)));
        svg.append(text("<text class=\"title\" x=\"2\" y=\"16\">%s</text>\n", escaped(title)));
        svg.append(legend());
        svg.append(axes.drawn(xTitle));
        best.ifPresent(step -> svg.append(mark(axes, step)));
        for (int i = 0; i < series.size(); i++) {
            svg.append(curve(axes, series.get(i), dashes(i)));
        }
        return svg.append("</svg>\n").toString();
    }

    private static int leftOf(Ticks ticks) {
        int longest = ticks.values().stream()
                .mapToInt(value -> Ticks.words(value).length())
                .max()
                .orElse(1);
        return (int) Math.ceil(14 + DIGIT_WIDTH * longest);
    }

    private String legend() {
        if (series.size() < 2) {
            return "";
        }
        StringBuilder svg = new StringBuilder();
        double x = RIGHT;
        for (int i = series.size() - 1; i >= 0; i--) {
            Series line = series.get(i);
            x -= LETTER_WIDTH * line.name().length();
            svg.append(text("<text x=\"%.0f\" y=\"16\">%s</text>", x, escaped(line.name())));
            x -= 25;
            svg.append(text("<path class=\"ink%d line\" d=\"M%.0f 12h18\"%s/>\n", line.ink(), x, dashes(i)));
            x -= 16;
        }
        return svg.toString();
    }

    /** Lines differ by more than their colour. */
    private static String dashes(int line) {
        return switch (line % 4) {
            case 0 -> "";
            case 1 -> " stroke-dasharray=\"7 3\"";
            case 2 -> " stroke-dasharray=\"2 3\"";
            default -> " stroke-dasharray=\"9 3 2 3\"";
        };
    }

    private String mark(Axes axes, int step) {
        double x = axes.x(step);
        String anchor = x < WIDTH / 2.0 ? "start" : "end";
        return text(
                "<path class=\"mark\" d=\"M%.1f %dV%d\"/><text class=\"mark\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">best: %s %d</text>\n",
                x, TOP - 10, BOTTOM, x + (x < WIDTH / 2.0 ? 5 : -5), TOP - 4, anchor, escaped(xTitle), step);
    }

    private String curve(Axes axes, Series line, String dashes) {
        boolean calm = line.smoothed().length > 0;
        StringBuilder svg = new StringBuilder();
        svg.append(path(axes, line.raw(), line.ink(), calm ? "pale" : "line", calm ? "" : dashes));
        if (line.raw().length <= MOST_DOTS) {
            for (int i = 0; i < line.raw().length; i++) {
                if (Double.isFinite(line.raw()[i])) {
                    svg.append(text(
                            "<circle class=\"ink%d%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.4\"/>",
                            line.ink(), calm ? " pale" : "", axes.x(first + i), axes.y(line.raw()[i])));
                }
            }
            svg.append('\n');
        }
        return svg.append(calm ? path(axes, line.smoothed(), line.ink(), "line", dashes) : "")
                .toString();
    }

    private String path(Axes axes, double[] values, int ink, String weight, String dashes) {
        List<String> commands = new ArrayList<>();
        boolean drawing = false;
        for (int i = 0; i < values.length; i++) {
            boolean there = Double.isFinite(values[i]);
            if (there) {
                commands.add(text("%s%.1f %.1f", drawing ? "L" : "M", axes.x(first + i), axes.y(values[i])));
            }
            drawing = there;
        }
        return text("<path class=\"ink%d %s\"%s d=\"%s\"/>\n", ink, weight, dashes, String.join("", commands));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Where values lie on the paper. */
    private record Axes(Ticks horizontal, Ticks vertical, boolean logarithmic, int left) {

        double x(double step) {
            return left + 6 + (RIGHT - left - 12) * (step - horizontal.low()) / (horizontal.high() - horizontal.low());
        }

        double y(double value) {
            return BOTTOM
                    - (BOTTOM - TOP)
                            * (scaled(value) - scaled(vertical.low()))
                            / (scaled(vertical.high()) - scaled(vertical.low()));
        }

        private double scaled(double value) {
            return logarithmic ? Math.log10(value) : value;
        }

        String drawn(String xTitle) {
            StringBuilder svg = new StringBuilder();
            for (double value : vertical.values()) {
                svg.append(text(
                        "<path class=\"grid-line\" d=\"M%d %.1fH%d\"/><text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                        left, y(value), RIGHT, left - 6, y(value) + 4, Ticks.words(value)));
            }
            for (double value : horizontal.values()) {
                svg.append(text(
                        "<path class=\"axis\" d=\"M%.1f %dv4\"/><text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                        x(value), BOTTOM, x(value), BOTTOM + 18, Ticks.words(value)));
            }
            return svg.append(text(
                            "<path class=\"axis\" d=\"M%d %dH%d\"/><text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s%s</text>\n",
                            left,
                            BOTTOM,
                            RIGHT,
                            (left + RIGHT) / 2,
                            HEIGHT - 6,
                            escaped(xTitle),
                            logarithmic ? " (vertical axis logarithmic)" : ""))
                    .toString();
        }
    }
}
