package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.gui.Toolbar;
import java.awt.AWTEvent;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.awt.event.AWTEventListener;
import java.awt.event.MouseEvent;
import java.util.Set;
import java.util.function.BiConsumer;

/** Hears of every selection that is drawn with the mouse on any image, once it is whole. Used on the event thread. */
final class StrokeListener implements AWTEventListener, AutoCloseable {
    private static final Set<Integer> DRAWING = Set.of(
            Toolbar.RECTANGLE,
            Toolbar.OVAL,
            Toolbar.POLYGON,
            Toolbar.FREEROI,
            Toolbar.LINE,
            Toolbar.POLYLINE,
            Toolbar.FREELINE,
            Toolbar.POINT,
            Toolbar.WAND);

    private final BiConsumer<ImagePlus, Roi> drawn;

    private StrokeListener(BiConsumer<ImagePlus, Roi> drawn) {
        this.drawn = drawn;
    }

    /** Listens until it is closed. */
    static StrokeListener open(BiConsumer<ImagePlus, Roi> drawn) {
        StrokeListener listener = new StrokeListener(drawn);
        Toolkit.getDefaultToolkit().addAWTEventListener(listener, AWTEvent.MOUSE_EVENT_MASK);
        return listener;
    }

    @Override
    public void eventDispatched(AWTEvent event) {
        if (event.getID() == MouseEvent.MOUSE_RELEASED
                && event.getSource() instanceof ImageCanvas canvas
                && DRAWING.contains(Toolbar.getToolId())) {
            // ImageJ hears of it after this.
            EventQueue.invokeLater(() -> look(canvas.getImage()));
        }
    }

    private void look(ImagePlus image) {
        Roi roi = image == null ? null : image.getRoi();
        if (roi != null && roi.getState() == Roi.NORMAL && !(roi instanceof TextRoi)) {
            drawn.accept(image, roi);
        }
    }

    @Override
    public void close() {
        Toolkit.getDefaultToolkit().removeAWTEventListener(this);
    }
}
