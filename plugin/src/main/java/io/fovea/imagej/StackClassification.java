package io.fovea.imagej;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.task.Believed;
import io.fovea.task.Classification;
import io.fovea.task.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Classifies an image or every plane of a stack with one model: rows of image, rank, class and probability. */
public final class StackClassification extends StackPrediction<Classification> {
    private final int top;
    private final ResultsTable scores = new ResultsTable();
    private final List<String> unlike = new ArrayList<>();
    private String report = "";

    /**
     * Prepares to classify.
     *
     * @param keys which planes, and which of their channels
     * @param top how many classes to list, the most probable first
     * @throws FoveaException if there is no such plane or channel, or {@code top} is less than 1
     */
    public StackClassification(ImagePlus source, PlaneKeys keys, double top) {
        super(source, keys, "Classifying");
        if (!(top >= 1)) {
            throw new FoveaException("top is a number of classes, at least 1; it is " + top + ".");
        }
        this.top = (int) Math.min(top, Integer.MAX_VALUE);
    }

    @Override
    void add(int plane, Classification result, EscapeMonitor monitor) {
        Believed believed = Believed.of(result.likeness());
        add(plane, result.top(top), believed);
        if (believed.isUnlike()) {
            unlike.add(planes.count() == 1 ? source.getTitle() : planes.names().title(plane));
        }
        Score best = result.best();
        report = String.format(
                Locale.ROOT, "%s: %s (%.3f) on %s", planes.names().what(), best.label(), best.probability(), device());
    }

    /** A row for each of the most probable classes of each plane. */
    public ResultsTable scores() {
        return scores;
    }

    /** What the last plane shows, and on which device that was found, in one line. */
    public String report() {
        return report;
    }

    /** A warning of planes of a kind that the model does not know, where there are some. */
    public List<String> remarks() {
        return Believed.warning(unlike).stream().toList();
    }

    private void add(int plane, List<Score> best, Believed believed) {
        for (int rank = 1; rank <= best.size(); rank++) {
            Score score = best.get(rank - 1);
            planes.beginRow(scores, plane);
            scores.addValue("Rank", rank);
            scores.addValue("Class", score.label());
            scores.addValue("Probability", score.probability());
            believed.unlike().ifPresent(unlikeness -> scores.addValue("Unlike", unlikeness));
        }
    }
}
