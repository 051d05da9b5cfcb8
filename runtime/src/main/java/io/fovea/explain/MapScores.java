package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.PixelGrid;
import io.fovea.anatomy.Region;
import io.fovea.anatomy.Resampling;
import io.fovea.explain.method.ClassProbability;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.image.Image;
import io.fovea.image.Mats;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Says how good heat maps are.
 *
 * <p>Deletion and insertion follow the class's probability while pixels are taken away, or put back on a blurred image,
 * the hottest first, in {@value #STEPS} steps (Petsiuk et al., "RISE", 2018): a good map makes the area under the first
 * curve small and that under the second large. The pointing game (Zhang et al. 2016) is won when the hottest pixel lies
 * on the object. The sanity check (Adebayo et al. 2018) gives the map's rank correlation with that of the same model with
 * random weights: a map near 1 shows the image and not the model.
 *
 * <p>Blocks. Owns native memory until closed.
 */
public final class MapScores implements AutoCloseable {
    private static final int STEPS = 50;
    private static final double BLUR = 5;
    private static final int BLURRED_AT = 224;

    private final Anatomy anatomy;
    private final ClassProbability plain;
    private final Explainer random;

    private MapScores(Anatomy anatomy, ClassProbability plain, Explainer random) {
        this.anatomy = anatomy;
        this.plain = plain;
        this.random = random;
    }

    /**
     * The scores of one map.
     *
     * @param deletion area under the deletion curve, 0..1; less is better
     * @param insertion area under the insertion curve, 0..1; more is better
     * @param pointing 1 if the hottest pixel lies in the mask, 0 if not; empty without a mask
     * @param randomised Spearman's rank correlation with the map of random weights, -1..1; near 0 is better
     */
    public record Scored(double deletion, double insertion, OptionalDouble pointing, double randomised) {}

    /**
     * Loads a model to score the maps that an {@link Explainer} of the same model and options makes. Errors as in {@link
     * Explainer#open}.
     */
    public static MapScores open(Model model, ExplainOptions options, Device device) {
        Anatomy anatomy = Anatomy.of(model, options.keepActivation());
        ClassProbability plain = ClassProbability.open(anatomy, device);
        try {
            return new MapScores(anatomy, plain, Explainer.openForAnyClass(RandomWeights.of(model), options, device));
        } catch (RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    /**
     * Scores the map of an image. Blocks.
     *
     * @param mask of the object, grey, of the image's size, 0 outside; for the pointing game, and the selection explained
     *     of a segmentation
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Scored score(Image image, Explanation explanation, Optional<Image> mask, Monitor monitor) {
        Input input = anatomy.card().input();
        InputFrame framing = InputFrame.of(input, image);
        FloatTensor whole = framing.tensor(input, image);
        FloatTensor blurred = framing.tensor(input, blurred(image, framing));
        PixelGrid grid = PixelGrid.of(input, framing);
        FloatTensor grey = PixelGrid.copy(whole);
        float[] means = grid.means(whole);
        for (int c = 0; c < grid.channels(); c++) {
            for (int i = 0; i < grid.pixels(); i++) {
                grey.data().put(grid.at(c, i), means[c]);
            }
        }
        int[] hottest = hottestFirst(explanation.map(), framing);
        Region region = anatomy.region(framing, mask);
        ExplainedClass subject = new ExplainedClass(whole, framing, explanation.classIndex(), region);
        Curve curve = new Curve(grid, hottest, subject, monitor);
        return new Scored(
                curve.area(whole, grey),
                curve.area(blurred, whole),
                mask.isPresent() ? OptionalDouble.of(pointing(explanation.map(), mask.get())) : OptionalDouble.empty(),
                randomised(image, explanation, mask, monitor));
    }

    /** What one class's probability does while one image is turned into another. */
    private final class Curve {
        private final PixelGrid grid;
        private final int[] order;
        private final ExplainedClass subject;
        private final Monitor monitor;

        Curve(PixelGrid grid, int[] order, ExplainedClass subject, Monitor monitor) {
            this.grid = grid;
            this.order = order;
            this.subject = subject;
            this.monitor = monitor;
        }

        /** The area under the curve from one image to the other, by the trapezoidal rule. */
        double area(FloatTensor from, FloatTensor to) {
            FloatTensor mixed = PixelGrid.copy(from);
            int steps = Math.min(STEPS, order.length);
            double area = probability(mixed) / 2;
            int done = 0;
            for (int step = 1; step <= steps; step++) {
                for (int end = (int) ((long) order.length * step / steps); done < end; done++) {
                    for (int c = 0; c < grid.channels(); c++) {
                        int at = grid.at(c, order[done]);
                        mixed.data().put(at, to.data().get(at));
                    }
                }
                area += step < steps ? probability(mixed) : probability(mixed) / 2;
            }
            return area / steps;
        }

        private double probability(FloatTensor tensor) {
            monitor.check();
            return plain.of(subject.with(tensor), monitor);
        }
    }

    /** The pixels of the model's input; equal heat in the order of rows. */
    private static int[] hottestFirst(HeatMap map, InputFrame framing) {
        InputFrame input = InputFrame.of(framing.width(), framing.height());
        float[] heat = Resampling.linear(input, map.width(), map.height()).apply(map.values(), 1);
        return IntStream.range(0, heat.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -heat[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** 1 if the hottest pixel of the image lies in the mask. */
    static double pointing(HeatMap map, Image mask) {
        Image heat = map.heat();
        if (mask.width() != heat.width() || mask.height() != heat.height()) {
            throw new FoveaException("The mask is of " + mask.width() + "x" + mask.height() + " pixels, the image of "
                    + heat.width() + "x" + heat.height() + "; they must be of one size.");
        }
        int hottest = 0;
        float[] values = heat.floats();
        for (int i = 1; i < values.length; i++) {
            hottest = values[i] > values[hottest] ? i : hottest;
        }
        return mask.value(hottest % mask.width(), hottest / mask.width(), 0) != 0 ? 1 : 0;
    }

    private double randomised(Image image, Explanation explanation, Optional<Image> mask, Monitor monitor) {
        Explanation same = random.explain(image, mask, List.of(explanation.classIndex()), monitor)
                .get(0);
        return RankCorrelation.of(explanation.map().values(), same.map().values());
    }

    /** Blurred as Petsiuk et al. do at 224 pixels: a Gaussian of 5 in a window of 11, in proportion; at least of 1. */
    private static Image blurred(Image image, InputFrame framing) {
        double scale = Math.max(framing.imageWidth(), framing.imageHeight()) / (double) BLURRED_AT;
        double sigma = Math.max(1, BLUR * scale);
        int side = 2 * (int) Math.ceil(sigma) + 1;
        Mat mat = Mats.of(image);
        try {
            Imgproc.GaussianBlur(mat, mat, new Size(side, side), sigma);
            return Mats.toImage(mat);
        } finally {
            mat.release();
        }
    }

    @Override
    public void close() {
        plain.close();
        random.close();
    }
}
