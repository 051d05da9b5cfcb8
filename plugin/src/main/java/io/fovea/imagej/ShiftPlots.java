package io.fovea.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Plot;
import io.fovea.batch.Robustness;
import io.fovea.batch.Robustness.Point;
import io.fovea.counterfactual.Shift;
import java.awt.Color;
import java.util.List;

/** How many answers stand each shift, as curves: ImageJ's plots. */
final class ShiftPlots {
    private static final Color ACCURACY = new Color(0x1f, 0x5f, 0xa8);
    private static final Color UNCHANGED = new Color(0xc8, 0x5a, 0x1e);
    private static final double ABOVE = 1.05;

    private ShiftPlots() {}

    /** A window's plot of the only shift, which lists its values; or a stack of pictures, a slice for each shift. */
    static ImagePlus of(Robustness result, String title) {
        List<Shift> shifts =
                result.points().stream().map(Point::shift).distinct().toList();
        if (shifts.size() == 1) {
            return plot(result, shifts.get(0), title).getImagePlus();
        }
        ImageStack stack = null;
        for (Shift shift : shifts) {
            ImagePlus drawn = plot(result, shift, title).getImagePlus();
            stack = stack == null ? new ImageStack(drawn.getWidth(), drawn.getHeight()) : stack;
            stack.addSlice(shift.toString(), drawn.getProcessor().convertToRGB());
        }
        return new ImagePlus(title, stack);
    }

    private static Plot plot(Robustness result, Shift shift, String title) {
        List<Point> points =
                result.points().stream().filter(point -> point.shift() == shift).toList();
        double[] amounts = points.stream().mapToDouble(Point::amount).toArray();
        Plot plot = new Plot(title, shift + " (" + shift.unit() + ")", "share of the images");
        boolean known = points.stream().allMatch(point -> point.accuracy().isPresent());
        if (known) {
            double[] right = points.stream()
                    .mapToDouble(point -> point.accuracy().getAsDouble())
                    .toArray();
            curve(plot, ACCURACY, 5, amounts, right);
        }
        curve(
                plot,
                UNCHANGED,
                2,
                amounts,
                points.stream().mapToDouble(Point::unchanged).toArray());
        plot.setLimits(amounts[0], amounts[amounts.length - 1], 0, ABOVE);
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        plot.addLegend((known ? "accuracy\n" : "") + "unchanged answers", "bottom-left");
        return plot;
    }

    /** A wide one below a narrow one is seen where both are the same. */
    private static void curve(Plot plot, Color color, int width, double[] x, double[] y) {
        plot.setColor(color, color);
        plot.setLineWidth(width);
        plot.add("connected circle", x, y);
    }
}
