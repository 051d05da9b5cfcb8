package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import io.fovea.FoveaException;
import io.fovea.stroke.Strokes;
import java.awt.HeadlessException;
import java.awt.Point;
import java.awt.Rectangle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Selections as strokes. A selection is of the class that its group numbers, from 1, or else of the class with whose name
 * its own begins. Lines and points are as wide as the brush.
 */
final class StrokeRois {
    private final ImagePlus image;
    private final Planes planes;
    private final List<String> classes;
    private final int brush;

    /**
     * What selections painted.
     *
     * @param planes the strokes by plane
     * @param missed how many selections have no pixel in the image
     */
    record Painted(Map<Integer, Strokes> planes, int missed) {}

    /**
     * Of an image.
     *
     * @param classes their names
     * @param brush the width of lines and points in pixels
     */
    StrokeRois(ImagePlus image, Planes planes, List<String> classes, int brush) {
        this.image = image;
        this.planes = planes;
        this.classes = classes;
        this.brush = brush;
    }

    /**
     * Those of the ROI Manager, or of the image's overlay if none is there, on the planes that are meant.
     *
     * @throws FoveaException if there are none, or one is of no class
     */
    Painted paint() {
        List<Roi> rois = managed();
        if (rois.isEmpty()) {
            rois = laid();
        }
        if (rois.isEmpty()) {
            throw new FoveaException("There are no strokes on '" + image.getTitle()
                    + "': add selections to the ROI Manager, each in the group (1, 2, ...) or with the name of its class: "
                    + String.join(", ", classes) + "; or give the title of an image of strokes with the key strokes.");
        }
        Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
        Map<Integer, Strokes> painted = new TreeMap<>();
        int missed = 0;
        for (Roi roi : rois) {
            int of = classOf(roi, classes);
            OptionalInt plane = planes.of(roi);
            if (plane.isEmpty()) {
                continue;
            }
            List<Point> inside = points(roi, brush).filter(all::contains).toList();
            if (inside.isEmpty()) {
                missed++;
                continue;
            }
            Strokes strokes =
                    painted.computeIfAbsent(plane.getAsInt(), unpainted -> new Strokes(all.width, all.height));
            inside.forEach(point -> strokes.paint(point.x, point.y, of));
        }
        return new Painted(painted, missed);
    }

    /** The selections of the ROI Manager; none where there is none. */
    static List<Roi> managed() {
        try {
            RoiManager manager = RoiManager.getInstance2();
            return manager == null ? List.of() : List.of(manager.getRoisAsArray());
        } catch (HeadlessException e) {
            return List.of(); // no manager can be without a display, so that nothing is in it
        }
    }

    private List<Roi> laid() {
        Overlay overlay = image.getOverlay();
        return overlay == null
                ? List.of()
                : Stream.of(overlay.toArray())
                        .filter(roi -> roi.getProperty(OutputDisplay.MARK) == null)
                        .toList();
    }

    /**
     * The index of the class that a selection is of.
     *
     * @throws FoveaException if it is of none
     */
    static int classOf(Roi roi, List<String> classes) {
        int group = roi.getGroup();
        if (group > 0 && group <= classes.size()) {
            return group - 1;
        }
        String name = roi.getName() == null ? "" : roi.getName().toLowerCase(Locale.ROOT);
        return IntStream.range(0, classes.size())
                .filter(k -> group == 0 && name.startsWith(classes.get(k).toLowerCase(Locale.ROOT)))
                .boxed()
                .max((a, b) -> classes.get(a).length() - classes.get(b).length())
                .orElseThrow(() -> new FoveaException("The selection '" + (name.isEmpty() ? "without a name" : name)
                        + "' in group " + group + " is of no class. The classes are, for groups from 1 or as the"
                        + " beginning of names: " + String.join(", ", classes) + "."));
    }

    /** The pixels of a selection, also those beyond the image's edges; lines and points are as wide as the brush. */
    static Stream<Point> points(Roi roi, int brush) {
        if (roi instanceof PointRoi) {
            int reach = (brush - 1) / 2;
            return Stream.of(roi.getContainedPoints()).flatMap(point -> IntStream.range(0, brush * brush)
                    .mapToObj(i -> new Point(point.x - reach + i % brush, point.y - reach + i / brush)));
        }
        if (roi.isLine()) {
            Roi line = (Roi) roi.clone();
            line.setStrokeWidth(Math.max(brush, roi.getStrokeWidth()));
            // Of a line of no length ImageJ makes nothing, and of one of a single point an error.
            return roi instanceof PolygonRoi bends && bends.getNCoordinates() < 2
                    ? Stream.empty()
                    : Stream.ofNullable(Roi.convertLineToArea(line))
                            .flatMap(area -> Stream.of(area.getContainedPoints()));
        }
        return Stream.of(roi.getContainedPoints());
    }
}
