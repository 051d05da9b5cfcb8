package io.fovea.train;

import io.fovea.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and accuracy of a training beside each other, as the lectures plot them: dots for training, a line for validation. */
final class HistoryPlot {

    private static final Color TRAINING = new Color(0x1f77b4);
    private static final Color VALIDATION = new Color(0xd62728);
    private static final int WIDTH = 640;
    private static final int HEIGHT = 440;

    private HistoryPlot() {}

    static void write(History history, String name, Path file) throws IOException {
        List<History.Epoch> epochs = history.epochs();
        if (epochs.isEmpty()) {
            return;
        }
        XYChart loss = chart(epochs, name + ": loss", History.Epoch::loss, History.Epoch::validationLoss);
        XYChart accuracy =
                chart(epochs, name + ": accuracy", History.Epoch::accuracy, History.Epoch::validationAccuracy);
        BufferedImage sheet = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        sheet.getGraphics().drawImage(BitmapEncoder.getBufferedImage(loss), 0, 0, null);
        sheet.getGraphics().drawImage(BitmapEncoder.getBufferedImage(accuracy), WIDTH, 0, null);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(sheet, "png", png);
        AtomicFile.write(file, png.toByteArray());
    }

    private static XYChart chart(
            List<History.Epoch> epochs,
            String title,
            ToDoubleFunction<History.Epoch> training,
            ToDoubleFunction<History.Epoch> validation) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("epoch")
                .build();
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE);
        double[] x = epochs.stream().mapToDouble(History.Epoch::epoch).toArray();
        XYSeries dots = chart.addSeries(
                "training", x, epochs.stream().mapToDouble(training).toArray());
        dots.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(TRAINING).setLineStyle(new BasicStroke(0));
        dots.setLineColor(new Color(0, 0, 0, 0));
        XYSeries line = chart.addSeries(
                "validation", x, epochs.stream().mapToDouble(validation).toArray());
        line.setMarker(SeriesMarkers.NONE).setLineColor(VALIDATION).setLineStyle(new BasicStroke(2));
        return chart;
    }
}
