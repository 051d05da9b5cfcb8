package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.fovea.imagej.StrokeSet.PaintedClass;
import io.fovea.imagej.StrokeSet.Stroke;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lays strokes and what was learnt from them over an image, and takes them away again; what else lies there stays. */
final class StrokeLayers {
    /** The value of {@link OutputDisplay#MARK} on what is laid here. */
    static final String STROKES = "strokes";

    private StrokeLayers() {}

    /**
     * Lays them, in place of those that were laid before.
     *
     * @param prediction which lies below the strokes, each part on its plane
     */
    static void lay(ImagePlus image, List<PaintedClass> classes, List<Stroke> strokes, List<Roi> prediction) {
        if (image.getProcessor() == null) {
            return; // closed by now
        }
        Overlay all = others(image);
        prediction.forEach(layer -> all.add(marked(layer)));
        Map<Integer, PaintedClass> known = classes.stream().collect(Collectors.toMap(PaintedClass::id, one -> one));
        for (Stroke stroke : strokes) {
            if (stroke.plane().image() == image) {
                PaintedClass of = known.get(stroke.of());
                Roi line = (Roi) stroke.roi().clone();
                line.setName(of.name());
                line.setGroup(0); // or it would be shown in the colour of the group
                line.setFillColor(null);
                line.setStrokeColor(line.isLine() ? translucent(of.color()) : of.color());
                all.add(marked(line));
            }
        }
        show(image, all);
    }

    /** Takes them away. */
    static void clear(ImagePlus image) {
        show(image, others(image));
    }

    private static void show(ImagePlus image, Overlay all) {
        if (image.getProcessor() != null) {
            image.setOverlay(all.size() == 0 ? null : all);
        }
    }

    private static Overlay others(ImagePlus image) {
        Overlay others = new Overlay();
        if (image.getOverlay() != null) {
            for (Roi roi : image.getOverlay()) {
                if (!STROKES.equals(roi.getProperty(OutputDisplay.MARK))) {
                    others.add(roi);
                }
            }
        }
        return others;
    }

    private static Color translucent(Color color) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), 160);
    }

    private static Roi marked(Roi roi) {
        roi.setProperty(OutputDisplay.MARK, STROKES);
        return roi;
    }
}
