package io.fovea.imagej;

import ij.gui.Plot;
import ij.gui.PlotWindow;
import java.awt.Color;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The curves of a training in a window of ImageJ's plots, which grows with every epoch. */
final class CurvesPlot {
    private static final String[] LEGEND = {"loss", "validation loss", "validation accuracy"};
    private static final String[] COLUMNS = {"loss", "val_loss", "val_accuracy"};
    private static final Color[] COLORS = {Color.GRAY, Color.RED, Color.BLUE};

    /** Above the curves, for the legend. */
    private static final double ROOM = 1.35;

    private final String name;
    private Optional<PlotWindow> window = Optional.empty();

    CurvesPlot(String name) {
        this.name = name;
    }

    /** Shows the curves; not again once the user has closed the window. Does not block, and does nothing without a display. */
    void show(TrainingCurves curves) {
        if (!GraphicsEnvironment.isHeadless()) {
            EventQueue.invokeLater(() -> lay(plot(curves)));
        }
    }

    private void lay(Plot plot) {
        if (window.isEmpty()) {
            window = Optional.of(plot.show());
        } else if (!window.get().isClosed()) {
            window.get().drawPlot(plot);
        }
    }

    /** The curves as a plot, with a line at the best epoch. */
    Plot plot(TrainingCurves curves) {
        double[] epochs =
                IntStream.rangeClosed(1, curves.epochs()).asDoubleStream().toArray();
        double top = Arrays.stream(COLUMNS)
                .flatMapToDouble(column -> DoubleStream.of(curves.column(column)))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        Plot plot = new Plot("Training " + name, "Epoch", "");
        plot.setLimits(1, Math.max(2, curves.epochs()), 0, Math.max(top, 1e-6) * ROOM);
        for (int i = 0; i < COLUMNS.length; i++) {
            plot.setColor(COLORS[i], COLORS[i]);
            plot.setLineWidth(2);
            plot.add("connected circle", epochs, curves.column(COLUMNS[i]));
        }
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        plot.setLegend(String.join("\n", LEGEND), Plot.AUTO_POSITION);
        if (curves.best() > 0) {
            plot.drawDottedLine(curves.best(), 0, curves.best(), top, 2);
        }
        return plot;
    }
}
