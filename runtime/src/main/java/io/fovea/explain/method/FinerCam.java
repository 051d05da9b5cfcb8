package io.fovea.explain.method;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Grad-CAM of {@code y_c - strength * mean_d y_d}, over the classes {@code d} whose scores are nearest to that of {@code c}:
 * what tells it from those that it could be taken for (Zhang et al. 2025). Every class is a run.
 */
final class FinerCam implements Technique {
    private static final MethodOption OTHERS =
            MethodOption.whole("others", 3, 1, 1000, "how many classes it is told from: those of the nearest scores");
    private static final MethodOption STRENGTH =
            MethodOption.real("strength", 0.6, 0, 10, "how much what speaks for the others counts against it");

    private static final GradCam GRAD_CAM = new GradCam();

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "finer-cam",
                "Grad-CAM of what tells a class from those most like it",
                "Zhang et al., \"Finer-CAM: spotting the difference reveals finer details for visual explanation\", 2025",
                OTHERS,
                STRENGTH);
    }

    @Override
    public Needs needs() {
        return Needs.LAYER_AND_GRADIENT.inManyRuns();
    }

    @Override
    public boolean explainsElements() {
        return false;
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        if (anatomy.scoreCount() < 2) {
            throw new FoveaException("The method finer-cam tells classes apart by their scores, and '"
                    + anatomy.card().name() + "' has one score only; take grad-cam, which is the same there.");
        }
        List<String> values = LayerTechnique.values(layers);
        return NetworkPlan.of(layers).reading(values).differentiating(values);
    }

    @Override
    public Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
        Answer answer = network.run(subject, monitor);
        List<Integer> others = nearest(network, subject, answer, settings.whole(OTHERS));
        float share = (float) (-settings.real(STRENGTH) / others.size());
        List<GradientSum> sums = new ArrayList<>();
        for (FeatureLayer layer : network.layers()) {
            GradientSum sum = new GradientSum(answer.values().get(layer.value()).size());
            sum.add(answer.gradients().get(layer.value()), 1);
            sums.add(sum);
        }
        for (int i = 0; i < others.size(); i++) {
            Answer other = network.run(subject.of(others.get(i)), monitor);
            for (int l = 0; l < sums.size(); l++) {
                FeatureLayer layer = network.layers().get(l);
                sums.get(l).add(other.gradients().get(layer.value()), share);
            }
            monitor.report((i + 1.0) / others.size(), "class " + (i + 1) + " of " + others.size());
        }
        List<Attribution> maps = new ArrayList<>();
        boolean flat = true;
        for (int l = 0; l < sums.size(); l++) {
            FeatureLayer layer = network.layers().get(l);
            FloatTensor a = answer.values().get(layer.value());
            float[][] g = layer.planes(sums.get(l).tensor(a.shape()));
            maps.add(LayerTechnique.on(layer, a, GRAD_CAM.map(layer.planes(a), g)));
            flat &= sums.get(l).isZero();
        }
        return new Finding(Attribution.mean(maps), flat, answer);
    }

    private static List<Integer> nearest(ExplainedNetwork network, ExplainedClass subject, Answer answer, int wanted) {
        double own = network.score(subject, answer);
        return IntStream.range(0, network.anatomy().scoreCount())
                .filter(other -> other != subject.classIndex())
                .boxed()
                .sorted(Comparator.comparingDouble(other -> Math.abs(network.score(subject.of(other), answer) - own)))
                .limit(wanted)
                .toList();
    }
}
