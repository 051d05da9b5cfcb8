package io.fovea.explain.measure;

import io.fovea.anatomy.Anatomy;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.explain.HeatMap;
import io.fovea.explain.method.ClassProbability;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures maps of one model by all there is.
 *
 * <pre>{@code
 * try (Examiner examiner = Examiner.open(model, false, Device.AUTO)) {
 *     Examiner.Case one = examiner.look(image, Optional.empty(), Optional.empty(), Monitor.NONE);
 *     ...
 * }
 * }</pre>
 *
 * <p>Blocks. Owns native memory until closed.
 */
public final class Examiner implements AutoCloseable {
    private final Model model;
    private final Device device;
    private final Anatomy anatomy;
    private final ClassProbability scores;

    private Examiner(Model model, Device device, Anatomy anatomy, ClassProbability scores) {
        this.model = model;
        this.device = device;
        this.anatomy = anatomy;
        this.scores = scores;
    }

    /**
     * What all maps of an image share.
     *
     * @param classIndex of the class that is explained
     * @param probability of it, 0..1
     */
    public record Case(int classIndex, String label, double probability, Infidelity infidelity) {}

    /**
     * Loads a model that classifies or segments.
     *
     * @throws io.fovea.FoveaException if it does neither, or the device is not there
     */
    public static Examiner open(Model model, boolean keepActivation, Device device) {
        Anatomy anatomy = Anatomy.of(model, keepActivation);
        return new Examiner(model, device, anatomy, ClassProbability.open(anatomy, device));
    }

    /** How many classes there are. */
    public int classes() {
        return anatomy.classCount();
    }

    /**
     * Looks at an image. Blocks.
     *
     * @param wanted the class; empty for the top one, or the foreground of a segmentation
     * @throws io.fovea.FoveaException if a value of the image is no number, or the mask is of another size
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Case look(Image image, Optional<Image> mask, Optional<Integer> wanted, Monitor monitor) {
        NonFinite.refuse(image);
        int index = wanted.orElseGet(() -> anatomy.card().task().foreground().orElse(ExplainedClass.TOP));
        ScoredImage scored = ScoredImage.of(anatomy, scores, image, mask, index, monitor);
        return new Case(
                scored.classIndex(),
                anatomy.card().label(scored.classIndex()),
                scored.probability(monitor),
                Infidelity.on(scored, monitor));
    }

    /**
     * Measures a map; agreement, which needs those of other methods, is not among the values. Blocks.
     *
     * @param explainer that made it, opened for any class
     * @param copies of the image that it is explained anew for; 0 to leave the sensitivity out
     * @param steps of randomisation, each of which opens the model anew; 0 to leave it out, as it is where
     *     the model has no weights to draw anew
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Verdict measure(
            Explainer explainer,
            Image image,
            Optional<Image> mask,
            Case seen,
            Explanation explanation,
            int copies,
            int steps,
            Monitor monitor) {
        HeatMap map = explanation.map();
        ScoredImage scored = ScoredImage.of(anatomy, scores, image, mask, seen.classIndex(), monitor);
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        Curves curves = Curves.of(scored, image, map, monitor);
        values.put(Measure.DELETION, curves.deletion());
        values.put(Measure.INSERTION, curves.insertion());
        values.put(Measure.ROAD, Road.of(scored, map, monitor).difference());
        Confidence confidence = Confidence.of(scored, map, monitor);
        values.put(Measure.DROP, confidence.drop());
        values.put(Measure.INCREASE, confidence.increase());
        values.put(Measure.INFIDELITY, seen.infidelity().of(scored, map));
        float[] raw = map.raw().floats();
        values.put(Measure.SPARSENESS, Sparseness.of(raw));
        values.put(Measure.COMPLEXITY, Complexity.of(raw));
        mask.ifPresent(object -> {
            Localisation place = Localisation.of(map.heat(), object);
            values.put(Measure.POINTING, place.pointing());
            values.put(Measure.ENERGY, place.energy());
            values.put(Measure.OVERLAP, place.overlap());
        });
        List<Integer> same = List.of(seen.classIndex());
        if (copies > 0) {
            MaxSensitivity.of(image, map, copies, noisy -> explainer.explain(noisy, mask, same, monitor))
                    .ifPresent(moved -> values.put(Measure.SENSITIVITY, moved));
        }
        if (steps > 0) {
            ExplainOptions options = explainer.options();
            Randomisation forgotten =
                    Randomisation.of(model, options, seen.classIndex(), image, mask, map, steps, device, monitor);
            forgotten.mean().ifPresent(mean -> values.put(Measure.RANDOMISED, mean));
        }
        return new Verdict(values);
    }

    @Override
    public void close() {
        scores.close();
    }
}
