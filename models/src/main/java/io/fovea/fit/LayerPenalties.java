package io.fovea.fit;

import io.fovea.recipe.PenaltySpec;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Lets large weights of some layers cost: adds to a kernel's gradient that of {@code l1 * sum |w| + l2 * sum w^2}, which is
 * {@code l1 * sign(w) + 2 * l2 * w}. The loss that is told is without it.
 *
 * @param parameters the weights by name
 * @param penalties of some of them; those of one axis have none
 */
record LayerPenalties(Map<String, Tensor> parameters, Map<String, PenaltySpec> penalties)
        implements KerasOptimizer.Preparation {

    @Override
    public void beforeStep() {
        try (NoGradGuard noGradients = new NoGradGuard()) {
            penalties.forEach((name, penalty) -> {
                Tensor weight = parameters.get(name);
                Tensor gradient = weight.grad();
                if (gradient.defined() && weight.dim() > 1) {
                    gradient.add_(weight.sign(), new Scalar(penalty.l1()));
                    gradient.add_(weight, new Scalar(2 * penalty.l2()));
                }
            });
        }
    }
}
