package io.fovea.fit;

import java.util.Collection;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Shortens the gradient of all weights together where it is too long (Pascanu et al., 2013): {@code g * most / |g|}. Its
 * direction stays.
 */
final class GradientClip implements KerasOptimizer.Preparation {

    private final List<Tensor> weights;
    private final double most;

    /**
     * A clip.
     *
     * @param most the longest that the gradient may be; 0 for any
     */
    GradientClip(Collection<Tensor> weights, double most) {
        this.weights = List.copyOf(weights);
        this.most = most;
    }

    @Override
    public void beforeStep() {
        if (most == 0) {
            return;
        }
        try (NoGradGuard noGradients = new NoGradGuard()) {
            List<Tensor> gradients =
                    weights.stream().map(Tensor::grad).filter(Tensor::defined).toList();
            double squares = 0;
            for (Tensor gradient : gradients) {
                squares += GradientNorms.squares(gradient);
            }
            double length = Math.sqrt(squares);
            if (length > most) {
                gradients.forEach(gradient -> gradient.mul_(new Scalar(most / length)));
            }
        }
    }
}
