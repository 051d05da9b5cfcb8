package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.PointRoi;
import ij.gui.Roi;
import io.fovea.FoveaException;
import io.fovea.explain.PartExplainer;
import io.fovea.explain.Question;
import io.fovea.image.Image;
import io.fovea.task.LabelMap;
import io.fovea.task.Monitor;
import java.awt.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a user has clicked on in an image: the object or the box that lies under the selected point, or under the selected area,
 * such as the outline that a segmentation left in the ROI Manager.
 */
public final class ClickedPart {
    private final ImagePlus source;
    private final List<Point> points;

    /**
     * Looks at the selection.
     *
     * @throws FoveaException if nothing is selected
     */
    public ClickedPart(ImagePlus source) {
        this.source = source;
        Roi roi = source.getRoi();
        if (roi == null || !roi.isArea() && !(roi instanceof PointRoi)) {
            throw new FoveaException(
                    "'" + source.getTitle() + "' has no point or area selected. Click on an object with the"
                            + " point tool, select its outline, or leave the key 'clicked' out.");
        }
        Point[] contained = roi.getContainedPoints();
        points = roi instanceof PointRoi ? List.of(contained[0]) : Arrays.asList(contained);
    }

    /** The pixel that is clicked on: of an area the one in it that is nearest to its middle. */
    public Question.Pixel pixel() {
        double x = points.stream().mapToInt(point -> point.x).average().orElse(0);
        double y = points.stream().mapToInt(point -> point.y).average().orElse(0);
        Point middle = points.stream()
                .min((a, b) -> Double.compare(a.distanceSq(x, y), b.distanceSq(x, y)))
                .orElseThrow(() -> new FoveaException("The selection in '" + source.getTitle() + "' has no pixels."));
        return new Question.Pixel(middle.x, middle.y);
    }

    /**
     * The question about what is clicked on: the object, of an area the one that fills most of it; the pixel or box there, where the
     * model tells no objects apart. Blocks while the model is asked, unless it was about this image last.
     *
     * @param asked the same of the pixel
     * @param image the pixels of the plane
     * @throws FoveaException if no object lies there
     * @throws io.fovea.session.CancelledException if the monitor says so
     */
    Question question(Question asked, PartExplainer explainer, Image image, Monitor monitor) {
        return explainer
                .objects(image, monitor)
                .map(objects -> new Question(
                        List.of(number(objects, explainer.card().name())),
                        Optional.empty(),
                        asked.against(),
                        asked.figure()))
                .orElse(asked);
    }

    private int number(LabelMap objects, String model) {
        Map<Integer, Integer> pixels = new TreeMap<>();
        for (Point point : points) {
            if (point.x >= 0 && point.y >= 0 && point.x < objects.width() && point.y < objects.height()) {
                pixels.merge(objects.label(point.x, point.y), 1, Integer::sum);
            }
        }
        pixels.remove(0);
        return pixels.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow(
                        () -> new FoveaException(
                                "The model '" + model + "' finds no object at " + pixel() + " of '" + source.getTitle()
                                        + "'; click on one of those that it finds, or ask for the pixel alone with the key 'point'."));
    }
}
