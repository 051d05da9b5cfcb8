package io.fovea.explain.measure;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.PixelGrid;
import io.fovea.anatomy.Region;
import io.fovea.anatomy.Resampling;
import io.fovea.explain.HeatMap;
import io.fovea.explain.method.ClassProbability;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.explain.method.Variations;
import io.fovea.image.Image;
import io.fovea.model.Input;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * An image as a model sees it, with a class, and what the model says of changed copies of it. Thread-safe as long as the
 * scores that it was made with are open.
 */
public final class ScoredImage {
    private final ClassProbability scores;
    private final Input input;
    private final PixelGrid grid;
    private final ExplainedClass subject;

    private ScoredImage(ClassProbability scores, Input input, ExplainedClass subject) {
        this.scores = scores;
        this.input = input;
        this.grid = PixelGrid.of(input, subject.framing());
        this.subject = subject;
    }

    /**
     * Prepares an image. Runs the model once where no class is given.
     *
     * @param scores of that model
     * @param mask what is explained of a segmentation
     * @param classIndex or {@link ExplainedClass#TOP}
     */
    public static ScoredImage of(
            Anatomy anatomy,
            ClassProbability scores,
            Image image,
            Optional<Image> mask,
            int classIndex,
            Monitor monitor) {
        Input input = anatomy.card().input();
        InputFrame framing = InputFrame.of(input, image);
        Region region = anatomy.region(framing, mask);
        ExplainedClass subject = new ExplainedClass(framing.tensor(input, image), framing, classIndex, region);
        int chosen = classIndex == ExplainedClass.TOP ? scores.top(subject.of(0), monitor) : classIndex;
        return new ScoredImage(scores, input, subject.of(chosen));
    }

    /** The class. */
    public int classIndex() {
        return subject.classIndex();
    }

    /** Where the values of a pixel of the model's input lie. */
    PixelGrid grid() {
        return grid;
    }

    /** The image as the model's input. */
    FloatTensor tensor() {
        return subject.tensor();
    }

    /** Another image of the same size as the model's input. */
    FloatTensor tensor(Image other) {
        return subject.framing().tensor(input, other);
    }

    /** What a black pixel is in a channel. */
    float black(int channel) {
        return scores.black(channel);
    }

    /** The probability of the class for the image itself, 0..1. */
    public double probability(Monitor monitor) {
        return scores.of(subject, monitor);
    }

    /** The probability of the class for changed copies, some at once. */
    double[] probabilities(int count, Variations.Maker maker, Monitor monitor) {
        return run(count, maker, tensor -> scores.of(subject.with(tensor), monitor), monitor);
    }

    /** The score of the class for changed copies, some at once. */
    double[] scores(int count, Variations.Maker maker, Monitor monitor) {
        return run(count, maker, tensor -> scores.score(subject.with(tensor), monitor), monitor);
    }

    private double[] run(int count, Variations.Maker maker, ToDoubleFunction<FloatTensor> scoring, Monitor monitor) {
        return new Variations(subject.tensor(), "copy").score(count, maker, scoring, monitor);
    }

    /** A map's heat, 0..1, at the size of the model's input. */
    float[] heat(HeatMap map) {
        return map.on(grid.width(), grid.height());
    }

    /** A map's own values, below 0 where a place speaks against the class, at the size of the model's input. */
    float[] raw(HeatMap map) {
        InputFrame whole = InputFrame.of(grid.width(), grid.height());
        return Resampling.linear(whole, map.width(), map.height())
                .apply(map.raw().floats(), 1);
    }

    /** Indices in falling order of values; equal ones in the order of rows. */
    static int[] fallingOrder(float... values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
