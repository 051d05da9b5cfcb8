package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.Region;
import io.fovea.anatomy.ScoreFigure;
import io.fovea.explain.Part.Extent;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.task.ImagePredictor;
import io.fovea.task.LabelMap;
import io.fovea.task.Monitor;
import io.fovea.task.Segmenter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The valley between two objects of a segmentation: explained is how far the logarithm of the odds of their class falls from the
 * lower one's highest pixel to the saddle between them.
 */
final class ObjectValley implements PartFinder {
    private final ModelMemory memory;
    private final Segmenter segmenter;
    private final Anatomy odds;
    private final Session session;

    private ObjectValley(ModelMemory memory, Segmenter segmenter, Anatomy odds, Session session) {
        this.memory = memory;
        this.segmenter = segmenter;
        this.odds = odds;
        this.session = session;
    }

    /**
     * Loads a model.
     *
     * @param memory of it
     * @param anatomy of it
     * @param wanted another class than the one that objects are made of
     */
    static ObjectValley open(ModelMemory memory, Anatomy anatomy, Optional<Integer> wanted, Device device) {
        Model model = memory.model();
        int index = SegmentedParts.foreground(anatomy, wanted);
        Anatomy odds = anatomy.explaining(model, new ScoreFigure.LogOdds(index));
        Segmenter segmenter = Segmenter.open(model, device);
        try {
            return new ObjectValley(
                    memory, segmenter, odds, Session.open(odds.graph().toBytes(), device));
        } catch (RuntimeException e) {
            segmenter.close();
            throw e;
        }
    }

    @Override
    public List<Part> find(Image image, Question question, Monitor monitor) {
        LabelMap objects =
                SegmentedParts.objects(SegmentedParts.answer(memory, segmenter, image, monitor), card().name());
        int one = question.objects().get(0);
        int other = question.objects().get(1);
        Extent first = SegmentedParts.extent(objects, one, card().name());
        Extent second = SegmentedParts.extent(objects, other, card().name());
        SegmentedView view = SegmentedView.of(card().input(), image, Optional.of(both(first, second)));
        Region inside = view.pixels(odds, first.mask());
        FloatTensor heights = heights(view, monitor);
        Saddle saddle = Saddle.between(
                        heights.toArray(),
                        columns(heights),
                        inside.weights().toArray(),
                        view.pixels(odds, second.mask()).weights().toArray())
                .orElseThrow(
                        () -> new FoveaException(
                                "Between the objects " + one + " and " + other
                                        + " is no valley: the way from the highest pixel of the lower one to that of the other does not fall."));
        return List.of(view.part(
                "valley-" + one + "-" + other,
                one + "," + other,
                question.figure().word(),
                Double.NaN,
                odds,
                0,
                inside.difference(saddle.peak(), saddle.place())));
    }

    /** The logarithms of the odds of each pixel of the answer; no way leads through what is not of the image. */
    private FloatTensor heights(SegmentedView view, Monitor monitor) {
        String value = odds.scores().target();
        FloatTensor answer = session.run(Map.of(odds.path().image(), view.tensor()), Set.of(value), monitor)
                .get(value);
        float[] heights = answer.toArray();
        float[] ofImage =
                odds.region(view.framing(), Optional.empty()).weights().toArray();
        for (int i = 0; i < heights.length; i++) {
            heights[i] = ofImage[i] > 0 ? heights[i] : Float.NEGATIVE_INFINITY;
        }
        return FloatTensor.of(heights, answer.shape());
    }

    private static Extent both(Extent one, Extent other) {
        byte[] mask = one.mask().bytes().clone();
        byte[] more = other.mask().bytes();
        for (int i = 0; i < mask.length; i++) {
            mask[i] |= more[i];
        }
        Cutout a = one.bounds();
        Cutout b = other.bounds();
        int left = Math.min(a.x(), b.x());
        int top = Math.min(a.y(), b.y());
        int right = Math.max(a.x() + a.width(), b.x() + b.width());
        int bottom = Math.max(a.y() + a.height(), b.y() + b.height());
        return new Extent(
                Image.gray8(one.mask().width(), one.mask().height(), mask),
                new Cutout(left, top, right - left, bottom - top));
    }

    private int columns(FloatTensor heights) {
        return (int) heights.shape()[odds.axis() == 1 ? 3 : 2];
    }

    @Override
    public boolean isOfOneAnatomy() {
        return true;
    }

    @Override
    public ImagePredictor<?> predictor() {
        return segmenter;
    }

    @Override
    public void close() {
        session.close();
        segmenter.close();
    }
}
