package io.fovea.fit;

import io.fovea.torch.Tensors;
import java.util.function.DoubleConsumer;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;

/**
 * The {@code epsilon} of Adam where Keras adds it: to the root of the mean square as it is, "epsilon hat" of Kingma and
 * Ba (2015, before section 2.1). libtorch adds its own to the root of the corrected one, which is {@code sqrt(1 -
 * beta2^t)} times smaller in step {@code t}; so it is given as much more.
 */
final class AdamEpsilon implements KerasOptimizer.Preparation {

    /** How much of the mean square a step keeps. */
    static final double BETA_2 = 0.999;

    private static final String STEPS = "steps";

    private final double epsilon;
    private final DoubleConsumer libtorch;
    private long steps;

    /**
     * An epsilon before the first step.
     *
     * @param libtorch sets that of every group of weights
     */
    AdamEpsilon(double epsilon, DoubleConsumer libtorch) {
        this.epsilon = epsilon;
        this.libtorch = libtorch;
    }

    @Override
    public void beforeStep() {
        steps++;
        libtorch.accept(epsilon / Math.sqrt(1 - Math.pow(BETA_2, steps)));
    }

    @Override
    public void save(OutputArchive archive) {
        archive.write(STEPS, Tensors.of(new long[] {steps}, 1));
    }

    @Override
    public void load(InputArchive archive) {
        Tensor read = new Tensor();
        archive.read(STEPS, read);
        steps = Tensors.toLongs(read)[0];
    }
}
