package io.fovea.train.report;

import io.fovea.AtomicFile;
import io.fovea.fit.History;
import io.fovea.recipe.MonitoredValue;
import io.fovea.report.ChartStyle;
import io.fovea.report.Smoothing;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Loss and accuracy of a training beside each other, as the lectures plot them: dots for each epoch, lines smoothed by an
 * exponential moving average, the best epoch marked. Immutable.
 */
public final class HistoryPlot {

    /** Width of the picture that is written, in pixels. */
    public static final int WIDTH = 1280;

    /** Height of the picture that is written, in pixels. */
    public static final int HEIGHT = 440;

    private static final int LETTERS = 13;
    private static final int TITLE = 16;
    private static final int PALE = 110;
    private static final int MOST_TICKS = 24;

    private final List<History.Epoch> epochs;
    private final Optional<History.Epoch> best;
    private final String name;

    private HistoryPlot(History history, MonitoredValue monitor, String name) {
        this.epochs = history.epochs();
        this.best = history.best(monitor);
        this.name = name;
    }

    /**
     * A plot.
     *
     * @param history to plot as it is now; one without epochs gives an empty picture
     * @param monitor the value that tells the best epoch
     * @param name of what is trained
     */
    public static HistoryPlot of(History history, MonitoredValue monitor, String name) {
        return new HistoryPlot(history, monitor, name);
    }

    /** Writes the plot as PNG. */
    public void write(Path file) throws IOException {
        BufferedImage sheet = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        AtomicFile.write(file, out -> ImageIO.write(sheet, "png", out));
    }

    /** Paints the plot, on white, into the rectangle of the given size in pixels at the origin. */
    public void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        if (epochs.isEmpty()) {
            return;
        }
        int half = width / 2;
        part("loss", History.Epoch::loss, History.Epoch::validationLoss, half, height)
                .paint(graphics, half, height);
        Graphics2D right = (Graphics2D) graphics.create(half, 0, width - half, height);
        part("accuracy", History.Epoch::accuracy, History.Epoch::validationAccuracy, half, height)
                .paint(right, width - half, height);
        right.dispose();
    }

    private XYChart part(
            String what,
            ToDoubleFunction<History.Epoch> training,
            ToDoubleFunction<History.Epoch> validation,
            int width,
            int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(name + ": " + what)
                .xAxisTitle("epoch")
                .build();
        style(chart.getStyler());
        double[] x = epochs.stream().mapToDouble(History.Epoch::epoch).toArray();
        curve(chart, "training", ChartStyle.FIRST, x, values(training));
        curve(chart, "validation", ChartStyle.SECOND, x, values(validation));
        best.ifPresent(epoch -> {
            XYSeries mark = chart.addSeries("best: epoch " + epoch.epoch(), new double[] {epoch.epoch()}, new double[] {
                validation.applyAsDouble(epoch)
            });
            mark.setMarker(SeriesMarkers.DIAMOND)
                    .setMarkerColor(ChartStyle.TEXT)
                    .setLineStyle(new BasicStroke(0));
        });
        return chart;
    }

    private void style(XYStyler styler) {
        int first = epochs.get(0).epoch();
        int last = epochs.get(epochs.size() - 1).epoch();
        if (last - first < MOST_TICKS) {
            styler.setXAxisMin((double) first).setXAxisMax((double) Math.max(last, first + 1));
        }
        styler.setXAxisDecimalPattern("0");
        ChartStyle.apply(styler, LETTERS, TITLE);
        styler.setYAxisTickLabelsFormattingFunction(HistoryPlot::figure);
    }

    /** In four digits: with two values to mark, XChart writes all that a number has. */
    private static String figure(double value) {
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private double[] values(ToDoubleFunction<History.Epoch> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }

    private static void curve(XYChart chart, String name, Color color, double[] x, double[] y) {
        double[] smooth = Smoothing.exponential(y, Smoothing.factor(y.length));
        chart.addSeries(name, x, smooth)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(color)
                .setLineStyle(new BasicStroke(2.2f));
        Color pale = new Color(color.getRed(), color.getGreen(), color.getBlue(), PALE);
        chart.addSeries(name + ", each epoch", x, y)
                .setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(pale)
                .setLineColor(new Color(0, 0, 0, 0))
                .setLineStyle(new BasicStroke(0))
                .setShowInLegend(false);
    }
}
