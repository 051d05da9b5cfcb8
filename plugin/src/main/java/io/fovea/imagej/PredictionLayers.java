package io.fovea.imagej;

import ij.gui.ImageRoi;
import ij.gui.Roi;
import ij.process.ColorProcessor;
import io.fovea.stroke.Doubt;
import io.fovea.task.Segmentation;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What lies over an image to show what was learnt from strokes: the classes in colours, background left free, and what is least sure. */
final class PredictionLayers {
    /** The name of the layer of classes. */
    static final String PREDICTION = "prediction";

    /** The name of a square. */
    static final String LEAST_SURE = "least sure";

    private static final double OPACITY = 0.4;

    private PredictionLayers() {}

    /**
     * The layer, then a square for each doubt.
     *
     * @param classes their names, background first
     * @param colors one for each of them
     */
    static List<Roi> of(Segmentation found, List<String> classes, List<Color> colors, List<Doubt> doubts) {
        int[] shown = found.labels().stream()
                .mapToInt(label -> color(label, classes, colors))
                .toArray();
        byte[] best = found.classes();
        ColorProcessor picture = new ColorProcessor(found.width(), found.height());
        for (int i = 0; i < best.length; i++) {
            picture.set(i, shown[best[i] & 0xff]);
        }
        ImageRoi layer = new ImageRoi(0, 0, picture);
        layer.setZeroTransparent(true);
        layer.setOpacity(OPACITY);
        layer.setName(PREDICTION);
        List<Roi> layers = new ArrayList<>(List.of(layer));
        doubts.forEach(doubt -> layers.add(square(doubt)));
        return layers;
    }

    /** Nothing for background, and for the contour of objects where nobody painted any. */
    private static int color(String label, List<String> classes, List<Color> colors) {
        return IntStream.range(1, classes.size())
                .filter(k -> classes.get(k).equalsIgnoreCase(label))
                .map(k -> opaque(colors.get(k)))
                .findFirst()
                .orElse(0);
    }

    /** Black is what is not seen, so the black of a class is nearly that. */
    private static int opaque(Color color) {
        int rgb = color.getRGB() & 0xffffff;
        return rgb == 0 ? 0x010101 : rgb;
    }

    private static Roi square(Doubt doubt) {
        Roi square = new Roi(doubt.x() - doubt.side() / 2, doubt.y() - doubt.side() / 2, doubt.side(), doubt.side());
        square.setStrokeColor(Color.YELLOW);
        square.setName(LEAST_SURE);
        return square;
    }
}
