package io.fovea.train.report;

import io.fovea.fit.History;
import io.fovea.page.Html;
import io.fovea.report.LineChart;
import io.fovea.report.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long the gradient of each layer was, from the image to the answer, in the first epoch, in the best and in the last:
 * where it vanishes towards the first layers, they do not learn.
 *
 * @param epochs at least one
 * @param best the number of the best
 */
record GradientProfile(List<History.Epoch> epochs, OptionalInt best) {

    private static final int MOST_NAMED = 60;

    /** The chart as HTML; nothing where no gradients were measured, or of one layer alone. */
    String toHtml() {
        List<History.Epoch> measured = epochs.stream()
                .filter(epoch -> epoch.each(History.GRADIENT_NORM).size() > 1)
                .toList();
        if (measured.isEmpty()) {
            return "";
        }
        History.Epoch last = measured.get(measured.size() - 1);
        List<String> layers = List.copyOf(last.each(History.GRADIENT_NORM).keySet());
        List<Series> series = new ArrayList<>();
        IntStream.of(measured.get(0).epoch(), best.orElse(last.epoch()), last.epoch())
                .distinct()
                .forEach(number -> measured.stream()
                        .filter(epoch -> epoch.epoch() == number)
                        .forEach(epoch ->
                                series.add(Series.of("epoch " + number, series.size(), lengths(epoch, layers)))));
        String svg = new LineChart(
                        "Length of each layer's gradient", "layer", 1, List.copyOf(series), OptionalInt.empty())
                .toSvg();
        String caption =
                "The Euclidean norm of the gradient of all weights of a layer, before any clipping, mean over some"
                        + " steps of an epoch. Where it falls by orders of magnitude towards the first layers, gradients vanish. Layers: "
                        + IntStream.range(0, Math.min(MOST_NAMED, layers.size()))
                                .mapToObj(i -> i + 1 + " " + layers.get(i))
                                .collect(Collectors.joining(", "))
                        + (layers.size() > MOST_NAMED ? ", and others." : ".");
        return "<h3>Of each layer</h3>\n" + Html.grid(List.of(Html.figure(svg, caption)));
    }

    private static double[] lengths(History.Epoch epoch, List<String> layers) {
        return layers.stream()
                .mapToDouble(layer -> epoch.each(History.GRADIENT_NORM).getOrDefault(layer, Double.NaN))
                .toArray();
    }
}
