package io.fovea.train.report;

import io.fovea.fit.History;
import io.fovea.page.Html;
import io.fovea.recipe.MonitoredValue;
import io.fovea.report.LineChart;
import io.fovea.report.Series;
import io.fovea.report.Smoothing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The curves of a training for its report. */
final class HistoryCharts {

    private static final int TRAINING = 0;
    private static final int VALIDATION = 1;
    private static final int LEARNING_RATE = 2;
    private static final int INKS = 4;

    private final List<History.Epoch> epochs;
    private final OptionalInt best;
    private final List<String> labels;

    /**
     * The curves.
     *
     * @param monitor the value that tells the best epoch
     * @param labels by which scores of each are called
     */
    HistoryCharts(History history, MonitoredValue monitor, List<String> labels) {
        this.labels = labels;
        this.epochs = history.epochs();
        this.best = history.best(monitor)
                .map(epoch -> OptionalInt.of(epoch.epoch()))
                .orElse(OptionalInt.empty());
    }

    String toHtml() {
        if (epochs.isEmpty()) {
            return Html.paragraph("No epoch was finished.");
        }
        List<String> figures = new ArrayList<>();
        figures.add(both("Loss", History.Epoch::loss, History.Epoch::validationLoss));
        figures.add(both("Accuracy", History.Epoch::accuracy, History.Epoch::validationAccuracy));
        for (String metric : metrics()) {
            Series series = Series.smoothed(
                    "validation", VALIDATION, values(epoch -> epoch.metrics().getOrDefault(metric, Double.NaN)));
            figures.add(chart(MetricNames.of(metric), best, series));
        }
        figures.add(chart(
                "Learning rate",
                OptionalInt.empty(),
                Series.of("learning rate", LEARNING_RATE, values(History.Epoch::learningRate))));
        return Html.grid(figures)
                + "<p class=\"note\">" + Html.escaped(explanation()) + "</p>\n"
                + ofLabels(History.F1, "F1")
                + ofLabels(History.IOU, "IoU")
                + new GradientProfile(epochs, best).toHtml();
    }

    /** Curves of each label, few to a chart, so that they can be told apart. */
    private String ofLabels(String what, String title) {
        int known = Math.min(
                labels.size(),
                epochs.stream().mapToInt(epoch -> epoch.each(what).size()).max().orElse(0));
        List<String> figures = new ArrayList<>();
        for (int first = 0; first < known; first += INKS) {
            Series[] series = new Series[Math.min(INKS, known - first)];
            for (int i = 0; i < series.length; i++) {
                String number = Integer.toString(first + i);
                series[i] = Series.of(labels.get(first + i), i, values(epoch -> epoch.each(what)
                        .getOrDefault(number, Double.NaN)));
            }
            String of = series.length == 1 ? " of " + labels.get(first) : "";
            figures.add(chart(title + of + ", validation", best, series));
        }
        return figures.isEmpty() ? "" : "<h3>Of each label</h3>\n" + Html.grid(figures);
    }

    private Set<String> metrics() {
        Set<String> names = new LinkedHashSet<>();
        epochs.forEach(epoch -> names.addAll(epoch.metrics().keySet()));
        return names;
    }

    private String both(
            String title, ToDoubleFunction<History.Epoch> training, ToDoubleFunction<History.Epoch> validation) {
        return chart(
                title,
                best,
                Series.smoothed("training", TRAINING, values(training)),
                Series.smoothed("validation", VALIDATION, values(validation)));
    }

    private String chart(String title, OptionalInt marked, Series... series) {
        int first = epochs.get(0).epoch();
        return "<figure>" + new LineChart(title, "epoch", first, List.of(series), marked).toSvg() + "</figure>\n";
    }

    private double[] values(ToDoubleFunction<History.Epoch> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }

    private String explanation() {
        double factor = Smoothing.factor(epochs.size());
        String lines = factor == 0
                ? "Each dot is an epoch."
                : String.format(
                        Locale.ROOT,
                        "Pale: each epoch as it was. Strong: the exponential moving average, which keeps %.2f of the past"
                                + " at every epoch.",
                        factor);
        return lines + " Training values are means over the epoch's batches, varied and with dropout, while the weights"
                + " move; validation values are measured on unvaried images after the epoch. The dotted line marks the"
                + " epoch whose weights were kept.";
    }
}
