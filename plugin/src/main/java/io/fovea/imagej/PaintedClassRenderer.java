package io.fovea.imagej;

import io.fovea.imagej.StrokeSet.PaintedClass;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import javax.swing.DefaultListCellRenderer;
import javax.swing.Icon;
import javax.swing.JList;

/** A class in a list: its colour, its name, and how many strokes there are of it. */
final class PaintedClassRenderer extends DefaultListCellRenderer {
    private static final long serialVersionUID = 1L;
    private static final int SIDE = 14;

    private final transient StrokeSet set;

    PaintedClassRenderer(StrokeSet set) {
        this.set = set;
    }

    @Override
    public Component getListCellRendererComponent(
            JList<?> list, Object value, int index, boolean isSelected, boolean hasFocus) {
        super.getListCellRendererComponent(list, value, index, isSelected, hasFocus);
        if (value instanceof PaintedClass of) {
            long count = set.count(of);
            setText(of.name() + (count == 0 ? "" : "  (" + count + (count == 1 ? " stroke)" : " strokes)")));
            setIcon(new Swatch(of.color()));
        }
        return this;
    }

    private record Swatch(Color color) implements Icon {
        @Override
        public void paintIcon(Component on, Graphics graphics, int x, int y) {
            graphics.setColor(color);
            graphics.fillRect(x, y, SIDE, SIDE);
        }

        @Override
        public int getIconWidth() {
            return SIDE;
        }

        @Override
        public int getIconHeight() {
            return SIDE;
        }
    }
}
