package io.fovea.fit;

import io.fovea.torch.Tensors;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * An exponential moving average of weights (Polyak and Juditsky, 1992), and of what batch normalisations measured: after
 * step {@code t} it is {@code d * average + (1 - d) * weight}, where {@code d} is the smaller of the decay and
 * {@code (1 + t) / (10 + t)}, so that the first steps are soon forgotten. The average is what is measured and kept as the
 * model; the weights go on by themselves. Create it outside the pointer scope of a step.
 */
final class WeightAverage implements KerasOptimizer.Preparation {

    private static final String STEPS = "averageSteps";
    private static final String AVERAGE = "average";

    private final List<Tensor> weights;
    private final List<Tensor> averages;
    private final double decay;
    private long steps;

    /**
     * An average that begins with the weights as they are.
     *
     * @param decay how much of it a step keeps; 0 for no average at all
     */
    WeightAverage(Collection<Tensor> weights, double decay) {
        this.weights = decay == 0 ? List.of() : List.copyOf(weights);
        this.averages =
                this.weights.stream().map(weight -> weight.detach().clone()).toList();
        this.decay = decay;
    }

    /** Whether there is one. */
    boolean isOn() {
        return !weights.isEmpty();
    }

    @Override
    public void afterStep() {
        if (!isOn()) {
            return;
        }
        steps++;
        double kept = Math.min(decay, (1.0 + steps) / (10.0 + steps));
        try (NoGradGuard noGradients = new NoGradGuard()) {
            for (int i = 0; i < weights.size(); i++) {
                // Unlike a sum of two shares, it leaves what does not move exactly as it is.
                averages.get(i).lerp_(weights.get(i), new Scalar(1 - kept));
            }
        }
    }

    /** Puts the average in the place of the weights, and does what is to be done with it before they are back. */
    <T> T during(Supplier<T> use) {
        exchange();
        try {
            return use.get();
        } finally {
            exchange();
        }
    }

    private void exchange() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradients = new NoGradGuard()) {
            for (int i = 0; i < weights.size(); i++) {
                Tensor weight = weights.get(i).detach().clone();
                weights.get(i).copy_(averages.get(i));
                averages.get(i).copy_(weight);
            }
        }
    }

    @Override
    public void save(OutputArchive archive) {
        if (!isOn()) {
            return;
        }
        archive.write(STEPS, Tensors.of(new long[] {steps}, 1));
        for (int i = 0; i < averages.size(); i++) {
            archive.write(AVERAGE + i, averages.get(i));
        }
    }

    @Override
    public void load(InputArchive archive) {
        if (!isOn()) {
            return;
        }
        Tensor read = new Tensor();
        archive.read(STEPS, read);
        steps = Tensors.toLongs(read)[0];
        for (int i = 0; i < averages.size(); i++) {
            Tensor average = new Tensor();
            archive.read(AVERAGE + i, average);
            averages.get(i).copy_(average);
        }
    }
}
