package io.fovea.imagej;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.task.Believed;
import io.fovea.task.LabelMap;
import io.fovea.task.ObjectScores;
import io.fovea.task.Segmentation;
import java.util.Optional;

/** What a segmentation found, in rows that begin with the image's name; lengths and areas in the image's unit. */
final class SegmentTables {
    private final ImagePlus source;
    private final Planes planes;
    private final ResultsTable objects = new ResultsTable();
    private final ResultsTable summary = new ResultsTable();
    private int count;
    private boolean hasObjects;
    private double seconds;
    private Believed believed = Believed.UNKNOWN;

    SegmentTables(ImagePlus source, Planes planes) {
        this.source = source;
        this.planes = planes;
    }

    /** Adds the rows of a plane. */
    void add(int plane, Segmentation result, Optional<LabelMap> found, EscapeMonitor monitor) {
        found.ifPresent(map -> {
            ObjectMeasures measures = new ObjectMeasures(map, source.getCalibration(), planes.pixels(plane));
            int[] kinds = result.classesOf(map);
            double[] scores = ObjectScores.of(result, map).all();
            for (int label = 1; label <= map.count(); label++) {
                monitor.check();
                addObject(plane, map, measures, label);
                if (scores.length > 0) {
                    objects.addValue("Score", scores[label]);
                }
                if (result.hasKinds()) {
                    objects.addValue("Class", result.labels().get(kinds[label]));
                }
            }
            count += map.count();
            hasObjects = true;
        });
        planes.beginRow(summary, plane);
        found.ifPresent(map -> summary.addValue("Objects", map.count()));
        believed = Believed.of(result, found);
        believed.range().ifPresent(range -> {
            summary.addValue("Objects_low", range.low());
            summary.addValue("Objects_high", range.high());
        });
        believed.unlike().ifPresent(unlike -> summary.addValue("Unlike", unlike));
        for (int c = 0; c < result.labels().size(); c++) {
            summary.addValue(result.labels().get(c) + "_fraction", result.fraction(c));
        }
        summary.addValue("Seconds", result.seconds());
        seconds += result.seconds();
    }

    /**
     * Gives an object another number.
     *
     * @param row its own, from 0: objects come plane by plane, in the order of their labels
     */
    void renumber(int row, int plane, int number) {
        objects.setValue("Object", row, number);
        objects.setValue("ROI", row, planes.names().ofRoi(plane, number));
    }

    ResultsTable objects() {
        return objects;
    }

    ResultsTable summary() {
        return summary;
    }

    /** Whether there are objects to count. */
    boolean hasObjects() {
        return hasObjects;
    }

    /** How far what was found in the last plane can be believed. */
    Believed believed() {
        return believed;
    }

    /** The objects of all planes. */
    int count() {
        return count;
    }

    /** Wall time of the inference. */
    double seconds() {
        return seconds;
    }

    private void addObject(int plane, LabelMap map, ObjectMeasures measures, int label) {
        planes.beginRow(objects, plane);
        objects.addValue("Object", label);
        objects.addValue("ROI", planes.names().ofRoi(plane, label));
        measures.addTo(objects, label);
        objects.addValue("Probability", map.meanProbability(label));
    }
}
