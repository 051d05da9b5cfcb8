package io.fovea.imagej;

import ij.IJ;
import ij.gui.GUI;
import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Window;

/** Where a window goes: below ImageJ's, which in Fiji stands far to the right, and all of it on the screen. */
final class BelowImageJ {
    private static final int GAP = 20;

    private BelowImageJ() {}

    /** Places a window that is still to be packed, where ImageJ has one: X may send one that is there back to its corner. */
    static void place(Window window) {
        Window imagej = IJ.getInstance();
        if (imagej != null) {
            Point below = new Point(imagej.getX(), imagej.getY() + imagej.getHeight() + GAP);
            window.setLocation(within(GUI.getMaxWindowBounds(imagej), below, window.getPreferredSize()));
        }
    }

    /** The nearest place at which all of a window is on the screen, or the screen's corner for one that is too large. */
    static Point within(Rectangle screen, Point wished, Dimension size) {
        return new Point(
                Math.max(screen.x, Math.min(wished.x, screen.x + screen.width - size.width)),
                Math.max(screen.y, Math.min(wished.y, screen.y + screen.height - size.height)));
    }
}
