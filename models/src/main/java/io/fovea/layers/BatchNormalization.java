package io.fovea.layers;

import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Batch normalisation over the channels of {@code [C, H, W]} or {@code [F]} (Ioffe and Szegedy, 2015). In the exported
 * graph it uses the moving averages; training uses the batch's own and moves the averages.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(32, 32, 3).to(new Conv2D(16, 3).withoutBias());   // [16, 30, 30]
 * x = x.to(new BatchNormalization().relu());   // [16, 30, 30]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]} or {@code [F]}. Output shape: the same.
 *
 * <p>The averages begin at mean 0 and variance 1, and a batch moves them by a tenth (Keras: by a hundredth): after a
 * few steps only, validation is far worse than training. Of batches of one or two images, the batch's own numbers say
 * little.
 */
public final class BatchNormalization extends Layer {

    private static final String FROZEN_KEY = "fovea.frozen";

    private float momentum = 0.9f;
    private float epsilon = 1e-3f;
    private boolean scale = true;
    private boolean frozen;

    /** How much of the moving averages each batch keeps, 0..1; 0.9 by default. */
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

    /**
     * Stays as it is first, or is put into the graph, when the network is trained: scale, shift and averages do not move,
     * and training normalises by the averages too. The graph says so in its metadata, and so does its file. Where a
     * recipe takes the network as its base, the recipe's mode decides instead.
     */
    public BatchNormalization frozen() {
        frozen = true;
        return this;
    }

    /** The scales, shifts and averages that the frozen layers of {@code graph} keep, by name. */
    public static Set<String> frozenIn(Graph graph) {
        return graph.metadata().getOrDefault(FROZEN_KEY, "").lines().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected String kind() {
        return "batch_normalization";
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        int channels = input.channels();
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        List<String> numbers = List.of(
                scale ? writer.weight("gamma", ones, channels) : writer.constant("gamma", Tensor.of(ones, channels)),
                writer.weight("beta", new float[channels], channels),
                writer.weight("moving_mean", new float[channels], channels),
                writer.weight("moving_variance", ones, channels));
        if (frozen) {
            writer.note(FROZEN_KEY, numbers);
        }
        writer.node(
                "BatchNormalization",
                Stream.concat(Stream.of(input.name()), numbers.stream()).toList(),
                Attributes.NONE.with("epsilon", epsilon).with("momentum", momentum));
        return input.shape();
    }
}
