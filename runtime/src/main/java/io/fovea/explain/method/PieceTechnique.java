package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.PixelGrid;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.List;

/**
 * Explains by the scores of images of which only some {@link Superpixels} are left; the others are of the image's mean colour,
 * or each of its own, which takes little away from what is of one colour.
 */
abstract class PieceTechnique implements Technique {
    static final MethodOption OWN = MethodOption.whole(
            "own",
            0,
            0,
            1,
            "what is put for a piece: 0 is the mean colour of the image, 1 its own, as LIME's program does");
    static final MethodOption SEED = MethodOption.whole("seed", 1, 0, Integer.MAX_VALUE, "of what is drawn");

    /** Which pieces are left in each image that is scored. */
    abstract boolean[][] choices(int pieces, OptionValues settings);

    /** What each piece counts, by the scores of the choices. */
    abstract double[] weights(boolean[][] choices, double[] scores, OptionValues settings);

    /** How many pieces are wanted. */
    abstract int pieces(OptionValues settings);

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
        FloatTensor image = subject.tensor();
        Answer answer = network.run(subject, monitor);
        Superpixels pieces = Superpixels.of(grid, image, pieces(settings));
        Superpixels mixed = settings.whole(OWN) == 1 ? pieces : new Superpixels(new int[grid.pixels()], 1);
        FloatTensor without = inMeanColours(grid, image, mixed);
        int[] labels = pieces.labels();
        boolean[][] choices = choices(pieces.count(), settings);
        double[] scores = new Variations(image, "choice")
                .score(
                        choices.length,
                        (i, into) -> leave(grid, labels, choices[i], image, without, into),
                        tensor -> network.meanScore(subject.with(tensor), monitor),
                        monitor);
        double[] weights = weights(choices, scores, settings);
        float[] map = new float[grid.pixels()];
        for (int i = 0; i < map.length; i++) {
            map[i] = (float) weights[labels[i]];
        }
        return new Finding(new Attribution(grid.width(), grid.height(), map), false, answer);
    }

    private static FloatTensor inMeanColours(PixelGrid grid, FloatTensor image, Superpixels pieces) {
        FloatTensor flat = FloatTensor.allocate(image.shape());
        int[] labels = pieces.labels();
        for (int c = 0; c < grid.channels(); c++) {
            double[] sums = new double[pieces.count()];
            int[] sizes = new int[pieces.count()];
            for (int i = 0; i < labels.length; i++) {
                sums[labels[i]] += image.data().get(grid.at(c, i));
                sizes[labels[i]]++;
            }
            for (int i = 0; i < labels.length; i++) {
                flat.data().put(grid.at(c, i), (float) (sums[labels[i]] / sizes[labels[i]]));
            }
        }
        return flat;
    }

    private static void leave(
            PixelGrid grid, int[] labels, boolean[] left, FloatTensor image, FloatTensor without, FloatTensor into) {
        for (int c = 0; c < grid.channels(); c++) {
            for (int i = 0; i < labels.length; i++) {
                int at = grid.at(c, i);
                into.data().put(at, (left[labels[i]] ? image : without).data().get(at));
            }
        }
    }
}
