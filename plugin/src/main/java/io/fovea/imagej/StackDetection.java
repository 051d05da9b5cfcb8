package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.image.Lut;
import io.fovea.task.DetectJob;
import io.fovea.task.Detection;
import io.fovea.task.Detections;
import io.fovea.task.JobOption;
import io.fovea.task.JobSettings;
import io.fovea.task.LabelMap;
import io.fovea.task.detect.KeyPoint;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the objects in an image or every plane of a stack with one model: boxes with names, and rows of a table. */
public final class StackDetection extends StackPrediction<Detections> {
    private final double score;
    private final double overlap;
    private final List<Roi> boxes = new ArrayList<>();
    private final ResultsTable objects = new ResultsTable();
    private double seconds;
    private int count;

    /**
     * Prepares to look for objects.
     *
     * @param keys which planes, and which of their channels
     * @param score how sure the model must be, 0..1
     * @param overlap of boxes of one class, as intersection over union, above which only the surest stays, 0..1
     * @throws FoveaException if there is no such plane or channel, or a number is out of its range
     */
    public StackDetection(ImagePlus source, PlaneKeys keys, double score, double overlap) {
        super(source, keys, "Looking for objects in");
        this.score = checked(DetectJob.SCORE, score);
        this.overlap = checked(DetectJob.OVERLAP, overlap);
    }

    private static double checked(JobOption option, double value) {
        return JobSettings.USUAL.with(option, value).number(option);
    }

    @Override
    void add(int plane, Detections answer, EscapeMonitor monitor) {
        Calibration scale = source.getCalibration();
        Optional<LabelMap> masks = answer.hasMasks() ? Optional.of(answer.instances(score, overlap)) : Optional.empty();
        List<Detection> found = answer.found(score, overlap);
        for (int i = 0; i < found.size(); i++) {
            Detection object = found.get(i);
            int number = i + 1;
            Optional<LabelMap> seen = masks.filter(labels -> number <= labels.count() && labels.area(number) > 0);
            Roi shape = seen.map(labels -> Outlines.of(labels, number))
                    .orElseGet(() -> new Roi(object.x(), object.y(), object.width(), object.height()));
            boxes.add(named(shape, plane, object));
            points(object).ifPresent(points -> boxes.add(named(points, plane, object)));
            planes.beginRow(objects, plane);
            objects.addValue("Class", object.label());
            objects.addValue("Score", object.score());
            // What a measurement of the box calls them, in the image's unit.
            objects.addValue("BX", scale.getX(object.x()));
            objects.addValue("BY", scale.getY(object.y(), source.getHeight()));
            objects.addValue("Width", object.width() * scale.pixelWidth);
            objects.addValue("Height", object.height() * scale.pixelHeight);
            seen.ifPresent(
                    labels -> objects.addValue("Area", labels.area(number) * scale.pixelWidth * scale.pixelHeight));
            addPoints(object, scale);
            count++;
        }
        seconds += answer.seconds();
    }

    private void addPoints(Detection object, Calibration scale) {
        for (int i = 0; i < object.points().size(); i++) {
            KeyPoint point = object.points().get(i);
            objects.addValue("X" + (i + 1), scale.getX(point.x()));
            objects.addValue("Y" + (i + 1), scale.getY(point.y(), source.getHeight()));
            objects.addValue("Visibility" + (i + 1), point.visibility());
        }
    }

    /** Those that are seen; nothing where none is, of which ImageJ would make a selection at the corner of the image. */
    static Optional<Roi> points(Detection object) {
        PointRoi points = new PointRoi();
        object.points().stream().filter(KeyPoint::isSeen).forEach(point -> points.addPoint(point.x(), point.y()));
        return points.size() == 0 ? Optional.empty() : Optional.of(points);
    }

    private Roi named(Roi box, int plane, Detection object) {
        String name = String.format(Locale.ROOT, "%s %.2f", object.label(), object.score());
        box.setName(planes.names().ofRoi(plane, name));
        box.setStrokeColor(new Color(Lut.color(object.index() + 1)));
        planes.place(box, plane);
        return box;
    }

    /** The boxes, or outlines where the network gives masks, and points, each at its plane and named for what is in it and how sure that is. */
    public Roi[] boxes() {
        return boxes.stream().map(roi -> (Roi) roi.clone()).toArray(Roi[]::new);
    }

    /** The boxes as an overlay that shows their names. */
    public Overlay overlay() {
        Overlay overlay = new Overlay();
        for (Roi box : boxes()) {
            overlay.add(box);
        }
        overlay.drawNames(true);
        overlay.drawLabels(true);
        overlay.drawBackgrounds(true);
        return overlay;
    }

    /** A row for each object, in the image's unit. */
    public ResultsTable objects() {
        return objects;
    }

    /** What was found, how fast, and on which device, in one line. */
    public String report() {
        return String.format(
                Locale.ROOT,
                "%s: %d object%s in %.2f s on %s",
                planes.names().what(),
                count,
                count == 1 ? "" : "s",
                seconds,
                device());
    }
}
