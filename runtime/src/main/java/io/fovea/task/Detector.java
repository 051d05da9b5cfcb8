package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.image.Placement;
import io.fovea.image.Preparation;
import io.fovea.image.PreparedImage;
import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.task.detect.Box;
import io.fovea.task.detect.BoxReader;
import io.fovea.task.detect.DetectorOutputs;
import io.fovea.task.detect.PointShape;
import io.fovea.task.detect.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds objects in images.
 *
 * <pre>{@code
 * try (Detector detector = Detector.open(Model.read(file), Device.AUTO)) {
 *     Detections result = detector.detect(Image.read(photo), Monitor.NONE);
 *     result.found(0.25, 0.45).forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>An image goes in whole, resized; with {@link Fit#TILE} a large one also in tiles at its own resolution that overlap by a
 * quarter: small objects are whole in one of them, and those that are cut off there are found in the whole.
 *
 * <p>Blocks; thread-safe. Owns native memory until closed.
 */
public final class Detector extends SessionPredictor<Detections> {
    /** What is less probable is kept of no answer; COCO's evaluation asks for no less either. */
    private static final double LEAST_SCORE = 0.001;

    private static final int MOST_BOXES = 30_000;

    private final BoxReader reader;
    private final Preparation preparation;
    private final Optional<PointShape> points;
    private final Views views;

    private Detector(
            ModelSession network, BoxReader reader, Preparation preparation, Optional<PointShape> points, Views views) {
        super(network);
        this.views = views;
        this.reader = reader;
        this.preparation = preparation;
        this.points = points;
    }

    /**
     * What one run of the network found.
     *
     * @param boxes that are not hopeless
     * @param hasMasks whether the network says which pixels an object has
     */
    private record Seen(List<Box> boxes, boolean hasMasks) {}

    /**
     * Loads a detector.
     *
     * @throws FoveaException if the model finds no objects, how its answers are to be read is not known, or the device is
     *     not there
     */
    public static Detector open(Model model, Device device) {
        Model fitted = Jobs.DETECT.fitted(model);
        Card card = fitted.card();
        BoxReader reader = BoxReader.of(card.head());
        Preparation preparation = card.input().preparation();
        Optional<PointShape> points = PointShape.of(fitted.graph().metadata());
        return new Detector(ModelSession.open(fitted, device), reader, preparation, points, Views.ONE);
    }

    @Override
    public Detector onOneCore() {
        return new Detector(network().onOneCore(), reader, preparation, points, views);
    }

    /** The same, which finds the boxes of all views, each put back in its place: of such as overlap the surest stays. */
    @Override
    public Detector seeing(Views other) {
        other.require(card());
        if (!other.isOne() && points.isPresent()) {
            throw cannotJoin("points of objects");
        }
        return new Detector(network(), reader, preparation, points, other);
    }

    private FoveaException cannotJoin(String what) {
        return new FoveaException("The model '" + card().name() + "' gives " + what
                + ", which cannot be put together from several views; leave augment out.");
    }

    @Override
    public Detections predict(Image image, Monitor monitor) {
        return detect(image, monitor);
    }

    /**
     * Finds the objects of an image of any size and depth. Of values that are no numbers (NaN, infinite) the least number
     * is seen.
     *
     * @throws FoveaException if no value is a number, or the answer is not what the head of such a detector gives
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Detections detect(Image image, Monitor monitor) {
        Image numbers = NonFinite.replaced(image);
        Workspace workspace = network().borrow();
        try {
            int count = views.all().size();
            List<Box> boxes = new ArrayList<>();
            boolean hasMasks = false;
            boolean hasWindows = false;
            for (int i = 0; i < count; i++) {
                View view = views.all().get(i);
                Image scaled = ScaleChoice.scaled(numbers, view.scale());
                Image seen = view.of(scaled);
                List<DetectorWindow> windows = windows(seen);
                Seen found = found(seen, windows, workspace, Views.part(monitor, i, count));
                hasMasks |= found.hasMasks;
                hasWindows |= !windows.isEmpty();
                if (hasMasks && count > 1) {
                    throw cannotJoin("the pixels of objects");
                }
                found.boxes.stream()
                        .map(box -> count == 1
                                ? box
                                : box.inImage(view.orientation(), scaled.width(), scaled.height())
                                        .scaled(
                                                (double) image.width() / scaled.width(),
                                                (double) image.height() / scaled.height()))
                        .forEach(boxes::add);
            }
            boolean several = count > 1 || hasWindows;
            return new Detections(
                    several ? hopeful(boxes) : boxes,
                    card()::label,
                    reader.leavesOverlaps() || several,
                    image.width(),
                    image.height(),
                    workspace.seconds(),
                    new Detections.Further(hasMasks, points));
        } finally {
            network().giveBack(workspace);
        }
    }

    /** What is found in an image, in its pixels: in the whole, and in parts of it. */
    private Seen found(Image image, List<DetectorWindow> windows, Workspace workspace, Monitor monitor) {
        PreparedImage prepared = preparation.prepare(image);
        Seen whole = whole(prepared, workspace, monitor);
        List<Box> boxes = new ArrayList<>(whole.boxes);
        for (int i = 0; i < windows.size(); i++) {
            monitor.check();
            boxes.addAll(in(windows.get(i), prepared, workspace, monitor));
            monitor.report((i + 1.0) / windows.size(), "tile " + (i + 1) + " of " + windows.size());
        }
        return new Seen(boxes, whole.hasMasks);
    }

    /** What is found in the image as a whole, in its pixels. */
    private Seen whole(PreparedImage prepared, Workspace workspace, Monitor monitor) {
        Placement placement = placement(prepared.image());
        FloatTensor tensor = workspace.input(card().input().shape(placement.width(), placement.height()));
        prepared.fillPlaced(placement, tensor.data());
        Seen seen = read(tensor, placement.width(), placement.height(), workspace, monitor);
        return new Seen(seen.boxes.stream().map(box -> box.inImage(placement)).toList(), seen.hasMasks);
    }

    /** What is found in a part of the image at its own resolution, in its pixels; what is cut off is left to others. */
    private List<Box> in(DetectorWindow window, PreparedImage prepared, Workspace workspace, Monitor monitor) {
        FloatTensor tensor = workspace.input(card().input().shape(window.width(), window.height()));
        prepared.fill(window.left(), window.top(), window.width(), window.height(), tensor.data());
        return read(tensor, window.width(), window.height(), workspace, monitor).boxes.stream()
                .map(window::inImage)
                .filter(window::isWhole)
                .toList();
    }

    /** The boxes that are not hopeless, in pixels of the input. */
    private Seen read(FloatTensor tensor, int width, int height, Workspace workspace, Monitor monitor) {
        List<Box> boxes = reader.read(answer(workspace.runAll(tensor, monitor), width, height));
        if (boxes.stream().anyMatch(box -> Float.isNaN(box.score()))) {
            throw new FoveaException(
                    "The model '" + card().name()
                            + "' answers with values that are no numbers; the pixels may want another scale than its card says.");
        }
        return new Seen(
                hopeful(boxes), boxes.stream().anyMatch(box -> box.origin().hasMask()));
    }

    private static List<Box> hopeful(List<Box> boxes) {
        return Suppression.sure(boxes, LEAST_SCORE).stream().limit(MOST_BOXES).toList();
    }

    /** The parts that are looked at besides the whole: none where that is not larger than the input. */
    private List<DetectorWindow> windows(Image image) {
        Input input = card().input();
        if (input.fit() != Fit.TILE || !input.isFixed()) {
            return List.of();
        }
        int width = input.width().getAsInt();
        int height = input.height().getAsInt();
        return image.width() > width || image.height() > height
                ? DetectorWindow.over(image.width(), image.height(), width, height)
                : List.of();
    }

    private Placement placement(Image image) {
        Input input = card().input();
        int width = input.widthFor(image.width());
        int height = input.heightFor(image.height());
        return input.fit() == Fit.RESIZE
                ? Placement.filling(width, height, image)
                : Placement.within(width, height, image, card().head().isInCorner());
    }

    private DetectorOutputs answer(Map<String, FloatTensor> outputs, int width, int height) {
        OutputValues activation = card().activation();
        boolean shared = activation == OutputValues.LOGITS || activation == OutputValues.PROBABILITIES;
        boolean probable =
                activation == OutputValues.PROBABILITIES || activation == OutputValues.INDEPENDENT_PROBABILITIES;
        return new DetectorOutputs(
                outputs, card().output(), width, height, card().labels().size(), shared, probable);
    }
}
