package io.fovea.fit;

import java.util.List;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Divides each gradient by the root of its running mean square, {@code g / sqrt(s + epsilon)}: before SGD, this is
 * RMSprop as Keras has it. libtorch's own adds its epsilon outside of the root, where it is not the same for any value.
 */
final class RootMeanSquare implements KerasOptimizer.Preparation {

    /** How much of the mean square a step keeps. */
    private static final double RHO = 0.9;

    private static final String SQUARES = "squares";

    private final List<Tensor> weights;
    private final List<Tensor> squares;
    private final double decay;
    private final double epsilon;

    /**
     * Mean squares that begin at zero.
     *
     * @param weights whose gradients are divided
     * @param decay times a weight is added to its gradient first; not to those of one axis
     */
    RootMeanSquare(List<Tensor> weights, double decay, double epsilon) {
        this.weights = weights;
        this.squares = weights.stream()
                .map(weight -> torch.zeros_like(weight.detach()))
                .toList();
        this.decay = decay;
        this.epsilon = epsilon;
    }

    @Override
    public void beforeStep() {
        try (NoGradGuard noGradients = new NoGradGuard()) {
            for (int i = 0; i < squares.size(); i++) {
                Tensor weight = weights.get(i);
                Tensor gradient = weight.grad();
                if (gradient.defined()) {
                    divide(gradient, weight, squares.get(i));
                }
            }
        }
    }

    private void divide(Tensor gradient, Tensor weight, Tensor square) {
        if (decay > 0 && weight.dim() > 1) {
            gradient.add_(weight, new Scalar(decay));
        }
        square.mul_(new Scalar(RHO)).addcmul_(gradient, gradient, new Scalar(1 - RHO));
        gradient.div_(square.add(new Scalar(epsilon)).sqrt_());
    }

    @Override
    public void save(OutputArchive archive) {
        for (int i = 0; i < squares.size(); i++) {
            archive.write(SQUARES + i, squares.get(i));
        }
    }

    @Override
    public void load(InputArchive archive) {
        for (int i = 0; i < squares.size(); i++) {
            Tensor read = new Tensor();
            archive.read(SQUARES + i, read);
            squares.get(i).copy_(read);
        }
    }
}
