package io.fovea.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Gives layers learning rates of their own: of the way that a step takes a weight, only so much is gone, {@code w + f (v - w)}.
 * The step of every optimiser here is in proportion to its rate, so that this is the step at {@code f} times the rate. Create it
 * outside the pointer scope of a step.
 */
final class LayerRates implements KerasOptimizer.Preparation {

    private final List<Tensor> weights = new ArrayList<>();
    private final List<Tensor> before = new ArrayList<>();
    private final List<Double> factors = new ArrayList<>();

    /**
     * Rates of some weights.
     *
     * @param rates how many times its rate a weight has; 1 for those that are left out
     */
    LayerRates(Map<String, Tensor> parameters, Map<String, Double> rates) {
        parameters.forEach((name, weight) -> {
            double factor = rates.getOrDefault(name, 1.0);
            if (factor != 1) {
                weights.add(weight);
                before.add(weight.detach().clone());
                factors.add(factor);
            }
        });
    }

    @Override
    public void beforeStep() {
        try (NoGradGuard noGradients = new NoGradGuard()) {
            for (int i = 0; i < weights.size(); i++) {
                before.get(i).copy_(weights.get(i));
            }
        }
    }

    @Override
    public void afterStep() {
        try (NoGradGuard noGradients = new NoGradGuard()) {
            for (int i = 0; i < weights.size(); i++) {
                weights.get(i).lerp_(before.get(i), new Scalar(1 - factors.get(i)));
            }
        }
    }
}
