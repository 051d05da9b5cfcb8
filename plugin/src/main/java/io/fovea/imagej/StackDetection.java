package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;
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
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the objects in an image or every plane of a stack with one model: boxes with names, and rows of a table. */
public final class StackDetection extends StackPrediction<Detections> {
    private final double score;
    private final double overlap;
    private final List<Roi> boxes = new ArrayList<>();
    private final ResultsTable objects = new ResultsTable();
    private double seconds;

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
        for (Detection object : answer.found(score, overlap)) {
            boxes.add(box(plane, object));
            planes.beginRow(objects, plane);
            objects.addValue("Class", object.label());
            objects.addValue("Score", object.score());
            // What a measurement of the box calls them, in the image's unit.
            objects.addValue("BX", scale.getX(object.x()));
            objects.addValue("BY", scale.getY(object.y(), source.getHeight()));
            objects.addValue("Width", object.width() * scale.pixelWidth);
            objects.addValue("Height", object.height() * scale.pixelHeight);
        }
        seconds += answer.seconds();
    }

    private Roi box(int plane, Detection object) {
        Roi box = new Roi(object.x(), object.y(), object.width(), object.height());
        String name = String.format(Locale.ROOT, "%s %.2f", object.label(), object.score());
        box.setName(planes.names().ofRoi(plane, name));
        box.setStrokeColor(new Color(Lut.color(object.index() + 1)));
        planes.place(box, plane);
        return box;
    }

    /** The boxes, each at its plane and named for what is in it and how sure that is. */
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
                boxes.size(),
                boxes.size() == 1 ? "" : "s",
                seconds,
                device());
    }
}
