package io.fovea.fit;

import io.fovea.graph.Graph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Measures how long the gradient of each layer is, of all of its weights together, before it is clipped. That of the first
 * layers is the shorter the more layers lie behind them where gradients vanish (Hochreiter, 1991). All of the first steps of
 * an epoch and every eighth of the others are looked at: looking at all would take time.
 */
final class GradientNorms implements KerasOptimizer.Preparation {

    private static final int EVERY = 8;

    private final Map<String, List<Tensor>> layers;
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private int steps;
    private int measured;

    /**
     * Of nothing yet.
     *
     * @param layers the weights of each that move, by the layer's name
     */
    GradientNorms(Map<String, List<Tensor>> layers) {
        this.layers = layers;
    }

    /**
     * The layers of a network, in its order; those that share weights have them at the first. Names have no commas, as they
     * head columns.
     *
     * @param weights those that move, by name
     */
    static Map<String, List<Tensor>> layers(Graph graph, Map<String, Tensor> weights) {
        Map<String, List<Tensor>> layers = new LinkedHashMap<>();
        LayerWeights.of(graph, weights.keySet()).layers().forEach((layer, names) -> layers.computeIfAbsent(
                        layer.name().replaceAll("[,\"\\s]", "_"), key -> new ArrayList<>())
                .addAll(names.stream().map(weights::get).toList()));
        return layers;
    }

    /** The sum of the squares of all numbers. */
    static double squares(Tensor gradient) {
        return gradient.to(ScalarType.Double).square().sum().item_double();
    }

    @Override
    public void beforeStep() {
        boolean isLookedAt = steps < EVERY || steps % EVERY == 0;
        steps++;
        if (!isLookedAt) {
            return;
        }
        measured++;
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradients = new NoGradGuard()) {
            layers.forEach((layer, weights) -> sums.merge(layer, norm(weights), Double::sum));
        }
    }

    private static double norm(List<Tensor> weights) {
        double squares = 0;
        for (Tensor weight : weights) {
            Tensor gradient = weight.grad();
            squares += gradient.defined() ? squares(gradient) : 0;
        }
        return Math.sqrt(squares);
    }

    /** The means since they were last taken, by {@link History#GRADIENT_NORM} and the layer. */
    Map<String, Double> take() {
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((layer, sum) -> means.put(History.GRADIENT_NORM + ":" + layer, sum / measured));
        sums.clear();
        steps = 0;
        measured = 0;
        return means;
    }
}
