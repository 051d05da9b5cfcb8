package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.fit.History;
import io.fovea.recipe.MonitoredValue;
import io.fovea.recipe.Recipe;
import io.fovea.train.report.HistoryPlot;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.util.function.Consumer;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

/** A window with the curves of a training, which grow with every epoch. Closing it does not end the training. */
final class LiveCurves implements Consumer<History> {
    private final String name;
    private final MonitoredValue monitor;
    private final Canvas canvas = new Canvas();

    private LiveCurves(Recipe recipe) {
        this.name = recipe.name();
        this.monitor = recipe.training().monitor();
    }

    /**
     * Opens the window.
     *
     * @throws FoveaException where there is no display
     */
    static LiveCurves open(Recipe recipe) {
        if (GraphicsEnvironment.isHeadless()) {
            throw new FoveaException("--live opens a window, but there is no display here; leave it out, and look at"
                    + " <its name>-history.png beside the model, which is drawn anew after every epoch.");
        }
        LiveCurves curves = new LiveCurves(recipe);
        SwingUtilities.invokeLater(curves::show);
        return curves;
    }

    private void show() {
        JFrame frame = new JFrame("Training " + name);
        frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
        frame.add(canvas);
        frame.pack();
        frame.setLocationByPlatform(true);
        frame.setVisible(true);
    }

    @Override
    public void accept(History history) {
        HistoryPlot plot = HistoryPlot.of(history, monitor, name);
        SwingUtilities.invokeLater(() -> canvas.show(plot));
    }

    private static final class Canvas extends JPanel {
        private static final String WAITING = "The first epoch is running; its curves appear when it is done.";

        private HistoryPlot plot;

        Canvas() {
            setPreferredSize(new Dimension(HistoryPlot.WIDTH * 3 / 4, HistoryPlot.HEIGHT * 3 / 4));
            setBackground(Color.WHITE);
        }

        void show(HistoryPlot newPlot) {
            plot = newPlot;
            repaint();
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            super.paintComponent(graphics);
            if (plot == null) {
                int width = graphics.getFontMetrics().stringWidth(WAITING);
                graphics.drawString(WAITING, (getWidth() - width) / 2, getHeight() / 2);
            } else {
                plot.paint((Graphics2D) graphics, getWidth(), getHeight());
            }
        }
    }
}
