package io.fovea.layers;

import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Batch normalisation over the channels of {@code [C, H, W]} or {@code [F]} (Ioffe and Szegedy, 2015). In the exported
 * graph it uses the moving averages; training uses the batch's own and moves the averages.
 */
public final class BatchNormalization extends Layer {

    private float momentum = 0.9f;
    private float epsilon = 1e-3f;
    private boolean scale = true;

    /** How much of the moving averages each batch keeps; 0.9 by default. */
    public BatchNormalization momentum(float kept) {
        momentum = kept;
        return this;
    }

    /** Added to the variance; 0.001 by default, as in Keras. */
    public BatchNormalization epsilon(float added) {
        epsilon = added;
        return this;
    }

    /** Leaves gamma out, which a rectified layer's successor can learn as well. */
    public BatchNormalization withoutScale() {
        scale = false;
        return this;
    }

    @Override
    String kind() {
        return "batch_normalization";
    }

    @Override
    long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        int channels = input.channels();
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        writer.node(
                "BatchNormalization",
                List.of(
                        input.name(),
                        scale
                                ? writer.weight("gamma", ones, channels)
                                : writer.constant("gamma", Tensor.of(ones, channels)),
                        writer.weight("beta", new float[channels], channels),
                        writer.weight("moving_mean", new float[channels], channels),
                        writer.weight("moving_variance", ones, channels)),
                Attributes.NONE.with("epsilon", epsilon).with("momentum", momentum));
        return input.shape();
    }
}
