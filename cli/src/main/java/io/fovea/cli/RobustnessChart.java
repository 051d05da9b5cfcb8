package io.fovea.cli;

import io.fovea.batch.Robustness;
import io.fovea.batch.Robustness.Point;
import io.fovea.counterfactual.Shift;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.report.ChartStyle;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How many answers stand each shift, as curves, a chart for each. */
final class RobustnessChart {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 300;
    private static final int ACROSS = 3;
    private static final int LETTERS = 12;
    private static final int TITLE = 14;

    private RobustnessChart() {}

    /** Draws it, 8-bit RGB. */
    static Image of(Robustness result) {
        List<Image> charts = new ArrayList<>();
        for (Shift shift : result.points().stream().map(Point::shift).distinct().toList()) {
            List<Point> points = result.points().stream()
                    .filter(point -> point.shift() == shift)
                    .toList();
            charts.add(painted(chart(shift, points)));
        }
        return new Grid(ACROSS, 0).of(charts);
    }

    private static XYChart chart(Shift shift, List<Point> points) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(shift.toString())
                .xAxisTitle(shift.unit())
                .build();
        style(chart.getStyler());
        double[] amounts = points.stream().mapToDouble(Point::amount).toArray();
        if (points.stream().allMatch(point -> point.accuracy().isPresent())) {
            double[] right = points.stream()
                    .mapToDouble(point -> point.accuracy().getAsDouble())
                    .toArray();
            curve(chart, "accuracy", ChartStyle.FIRST, amounts, right, new BasicStroke(2.2f));
        }
        double[] unchanged = points.stream().mapToDouble(Point::unchanged).toArray();
        BasicStroke dashed =
                new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0);
        curve(chart, "unchanged answers", ChartStyle.SECOND, amounts, unchanged, dashed);
        return chart;
    }

    private static void style(XYStyler styler) {
        styler.setYAxisMin(0.0).setYAxisMax(1.0);
        ChartStyle.apply(styler, LETTERS, TITLE);
        styler.setXAxisTickLabelsFormattingFunction(RobustnessChart::figure);
        styler.setYAxisTickLabelsFormattingFunction(RobustnessChart::figure);
    }

    private static String figure(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static void curve(XYChart chart, String name, Color color, double[] x, double[] y, BasicStroke stroke) {
        chart.addSeries(name, x, y)
                .setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(color)
                .setLineColor(color)
                .setLineStyle(stroke);
    }

    private static Image painted(XYChart chart) {
        BufferedImage sheet = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        byte[] pixels = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int rgb = sheet.getRGB(i % WIDTH, i / WIDTH);
            pixels[3 * i] = (byte) (rgb >> 16);
            pixels[3 * i + 1] = (byte) (rgb >> 8);
            pixels[3 * i + 2] = (byte) rgb;
        }
        return Image.rgb8(WIDTH, HEIGHT, pixels);
    }
}
