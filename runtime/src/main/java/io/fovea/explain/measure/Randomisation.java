package io.fovea.explain.measure;

import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.HeatMap;
import io.fovea.explain.RandomWeights;
import io.fovea.explain.RankCorrelation;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * What is left of a map when the model forgets layer by layer, from the scores down: the size of the rank correlation with the
 * map of the model whose last layers have random weights (Adebayo et al., "Sanity checks for saliency maps", 2018, the cascading
 * randomisation). A map that stays shows the image, not what the model learnt.
 *
 * @param layers how many of the last layers had random weights, at each step
 * @param correlations of the maps at each step, 0..1; less is better
 */
public record Randomisation(List<Integer> layers, List<Double> correlations) {

    /** Copies the lists. */
    public Randomisation {
        layers = List.copyOf(layers);
        correlations = List.copyOf(correlations);
    }

    /** The mean over the steps; empty where the model has no weights that could be drawn anew, as where all are quantised. */
    public OptionalDouble mean() {
        return correlations.stream().mapToDouble(Double::doubleValue).average();
    }

    /**
     * Measures a map, opening the model once for each step. Blocks.
     *
     * @param options that the map was made with, but for its class
     * @param most how many steps at most, spread evenly over the layers; the last forgets all
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Randomisation of(
            Model model,
            ExplainOptions options,
            int classIndex,
            Image image,
            Optional<Image> mask,
            HeatMap map,
            int most,
            Device device,
            Monitor monitor) {
        ExplainOptions same = options.withClasses(List.of(Integer.toString(classIndex)));
        List<Integer> steps = steps(RandomWeights.layers(model), most);
        List<Double> correlations = new ArrayList<>();
        for (int step : steps) {
            monitor.check();
            try (Explainer random = Explainer.open(RandomWeights.ofLast(model, step), same, device)) {
                HeatMap other = random.explain(image, mask, monitor).get(0).map();
                correlations.add(Math.abs(
                        RankCorrelation.of(map.grid().floats(), other.grid().floats())));
            }
        }
        return new Randomisation(steps, correlations);
    }

    static List<Integer> steps(int layers, int most) {
        TreeSet<Integer> steps = new TreeSet<>();
        for (int i = 1; i <= most && layers > 0; i++) {
            steps.add(Math.max(1, (int) Math.round((double) layers * i / most)));
        }
        return List.copyOf(steps);
    }
}
