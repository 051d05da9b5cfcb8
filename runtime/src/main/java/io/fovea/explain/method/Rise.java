package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.PixelGrid;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * {@code sum_i (f(x M_i) - mean f) M_i / (N p)}: Petsiuk et al. 2018, with masks as theirs. The mean
 * score is taken off first: it adds the same to every pixel in the mean, and the more noise the higher it is.
 */
final class Rise implements Technique {
    private static final MethodOption MASKS =
            MethodOption.whole("masks", 1000, 2, 1_000_000, "how many masks are drawn");
    private static final MethodOption CELLS =
            MethodOption.whole("cells", 7, 1, 100, "how many cells of a mask are as wide as the image and as high");
    private static final MethodOption KEPT =
            MethodOption.real("kept", 0.5, 0.01, 0.99, "the share of cells that are kept");
    private static final MethodOption SEED = MethodOption.whole("seed", 1, 0, Integer.MAX_VALUE, "of the masks");

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "rise",
                "the score under random masks; black is put where nothing is kept",
                "Petsiuk et al., \"RISE: randomized input sampling for explanation of black-box models\", 2018",
                MASKS,
                CELLS,
                KEPT,
                SEED);
    }

    @Override
    public Needs needs() {
        return Needs.NOTHING.inManyRuns();
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        return NetworkPlan.SCORES;
    }

    @Override
    public Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
        PixelGrid grid = network.grid(subject);
        Answer answer = network.run(subject, monitor);
        SoftMasks masks = new SoftMasks(
                grid.width(), grid.height(), settings.whole(CELLS), settings.real(KEPT), settings.whole(SEED));
        int count = settings.whole(MASKS);
        FloatTensor image = subject.tensor();
        double[] scores = new Variations(image, "mask")
                .score(
                        count,
                        (i, into) -> cover(network, grid, image, masks.mask(i), into),
                        tensor -> network.meanScore(subject.with(tensor), monitor),
                        monitor);
        return new Finding(
                new Attribution(grid.width(), grid.height(), map(scores, masks, settings.real(KEPT))), false, answer);
    }

    /** Fills a tensor with what a mask leaves of an image, on black. */
    private static void cover(
            ExplainedNetwork network, PixelGrid grid, FloatTensor image, float[] mask, FloatTensor into) {
        FloatBuffer from = image.data();
        FloatBuffer to = into.data();
        for (int c = 0; c < grid.channels(); c++) {
            float black = network.black(c);
            for (int i = 0; i < mask.length; i++) {
                int at = grid.at(c, i);
                to.put(at, black + mask[i] * (from.get(at) - black));
            }
        }
    }

    private static float[] map(double[] scores, SoftMasks masks, double kept) {
        double mean = 0;
        for (double score : scores) {
            mean += score / scores.length;
        }
        float[] weights = new float[scores.length];
        for (int m = 0; m < weights.length; m++) {
            weights[m] = (float) ((scores[m] - mean) / (scores.length * kept));
        }
        return masks.sum(weights);
    }
}
