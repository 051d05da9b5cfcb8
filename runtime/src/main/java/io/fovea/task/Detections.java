package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.image.MarkedPoint;
import io.fovea.image.NamedBox;
import io.fovea.image.Overlays;
import io.fovea.task.detect.Box;
import io.fovea.task.detect.BoxMasks;
import io.fovea.task.detect.KeyPoint;
import io.fovea.task.detect.PointShape;
import io.fovea.task.detect.Suppression;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/** What a detector finds in an image, down to what it hardly believes itself: {@link #found} says how sure it must be. */
public final class Detections implements Prediction {
    /** How sure a detector must be, where nobody says. */
    public static final double DEFAULT_SCORE = 0.25;

    /** How far boxes of one class may overlap, as intersection over union, where nobody says. */
    public static final double DEFAULT_OVERLAP = 0.45;

    private final List<Box> boxes;
    private final IntFunction<String> labels;
    private final boolean overlapping;
    private final int width;
    private final int height;
    private final double seconds;
    private final Further further;

    /**
     * What a detector says of objects besides their boxes.
     *
     * @param hasMasks whether which pixels they have
     * @param points which points they have
     */
    record Further(boolean hasMasks, Optional<PointShape> points) {}

    /**
     * What was found.
     *
     * @param boxes in pixels of the image, the surest first
     * @param labels of the classes
     * @param overlapping whether many boxes may lie around one object
     * @param seconds wall time of the inference
     */
    Detections(
            List<Box> boxes,
            IntFunction<String> labels,
            boolean overlapping,
            int width,
            int height,
            double seconds,
            Further further) {
        this.boxes = List.copyOf(boxes);
        this.labels = labels;
        this.overlapping = overlapping;
        this.width = width;
        this.height = height;
        this.seconds = seconds;
        this.further = further;
    }

    /** Of the image, in pixels. */
    public int width() {
        return width;
    }

    /** Of the image, in pixels. */
    public int height() {
        return height;
    }

    @Override
    public double seconds() {
        return seconds;
    }

    /**
     * The objects, the surest first, their boxes cut off at the image's edges.
     *
     * @param score how sure the model must be, 0..1
     * @param overlap of boxes of one class, as intersection over union, above which only the surest stays; means nothing to
     *     networks that sort them out themselves
     */
    public List<Detection> found(double score, double overlap) {
        return boxes(score, overlap).stream().map(this::inImage).toList();
    }

    /** The boxes of the objects that are {@link #found}, in the same order, as the network gave them: not cut off. */
    public List<Box> boxes(double score, double overlap) {
        List<Box> sure = Suppression.sure(boxes, score);
        return (overlapping ? Suppression.apart(sure, overlap) : sure)
                .stream().filter(this::isSeen).toList();
    }

    private boolean isSeen(Box box) {
        Detection object = inImage(box);
        return object.width() > 0 && object.height() > 0;
    }

    private Detection inImage(Box box) {
        double left = Math.max(0, box.left());
        double top = Math.max(0, box.top());
        return new Detection(
                box.index(),
                labels.apply(box.index()),
                box.score(),
                left,
                top,
                Math.min(width, box.right()) - left,
                Math.min(height, box.bottom()) - top,
                further.points().map(shape -> shape.points(box)).orElse(List.of()));
    }

    /** Whether the network says which pixels an object has. */
    public boolean hasMasks() {
        return further.hasMasks();
    }

    /** Which points the network gives of each object; empty where it gives none. */
    public Optional<PointShape> points() {
        return further.points();
    }

    /**
     * The pixels of the objects that are {@link #found}, numbered in that order from 1; one that surer ones hide has none. An
     * object's probability there is the mean of that of its pixels.
     *
     * @throws IllegalStateException unless {@link #hasMasks}
     */
    public LabelMap instances(double score, double overlap) {
        if (!hasMasks()) {
            throw new IllegalStateException("The network gives no masks");
        }
        BoxMasks masks = BoxMasks.of(boxes(score, overlap), width, height);
        return new LabelMap(width, height, masks.labels(), masks.outside());
    }

    /** The image with boxes, names and points, each class in a colour of its own; 8-bit RGB. */
    public static Image overlay(Image image, List<Detection> objects) {
        Image boxed = Overlays.boxes(
                image,
                objects.stream()
                        .map(object -> new NamedBox(
                                object.x(),
                                object.y(),
                                object.width(),
                                object.height(),
                                String.format(Locale.ROOT, "%s %.2f", object.label(), object.score()),
                                object.index() + 1))
                        .toList());
        return objects.stream().allMatch(object -> object.points().isEmpty())
                ? boxed
                : Overlays.points(
                        boxed,
                        objects.stream()
                                .flatMap(object -> object.points().stream()
                                        .filter(KeyPoint::isSeen)
                                        .map(point -> new MarkedPoint(point.x(), point.y(), object.index() + 1)))
                                .toList());
    }
}
