package io.fovea.explain.measure;

import io.fovea.anatomy.Anatomy;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.explain.HeatMap;
import io.fovea.explain.RandomWeights;
import io.fovea.explain.RankCorrelation;
import io.fovea.explain.method.ClassProbability;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Says how good heat maps are.
 *
 * <p>Deletion and insertion follow the class's probability while pixels are taken away, or put back on a blurred image,
 * the hottest first, in {@value Curves#STEPS} steps (Petsiuk et al., "RISE", 2018): a good map makes the area under the first
 * curve small and that under the second large. The pointing game (Zhang et al. 2016) is won when the hottest pixel lies
 * on the object. The sanity check (Adebayo et al. 2018) gives the map's rank correlation with that of the same model with
 * random weights: a map near 1 shows the image and not the model.
 *
 * <p>Blocks. Owns native memory until closed.
 */
public final class MapScores implements AutoCloseable {
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
        ScoredImage scored = ScoredImage.of(anatomy, plain, image, mask, explanation.classIndex(), monitor);
        Curves curves = Curves.of(scored, image, explanation.map(), monitor);
        return new Scored(
                curves.deletion(),
                curves.insertion(),
                mask.isPresent() ? OptionalDouble.of(pointing(explanation.map(), mask.get())) : OptionalDouble.empty(),
                randomised(image, explanation, mask, monitor));
    }

    /** 1 if the hottest pixel of the image lies in the mask. */
    static double pointing(HeatMap map, Image mask) {
        return Localisation.of(map.heat(), mask).pointing();
    }

    private double randomised(Image image, Explanation explanation, Optional<Image> mask, Monitor monitor) {
        Explanation same = random.explain(image, mask, List.of(explanation.classIndex()), monitor)
                .get(0);
        return RankCorrelation.of(
                explanation.map().grid().floats(), same.map().grid().floats());
    }

    @Override
    public void close() {
        plain.close();
        random.close();
    }
}
