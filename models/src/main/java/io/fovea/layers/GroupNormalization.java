package io.fovea.layers;

import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Group normalisation over the channels of {@code [C, H, W]} or {@code [F]} (Wu and He, 2018): the channels of an image are
 * taken in groups of neighbours, and each group gets a mean of 0 and a variance of 1 over its channels and all of their
 * pixels. It does not depend on the other images of a batch, so that it is the same in training and in use, also where
 * memory allows for small batches only.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(64, 64, 3);       // [3, 64, 64]
 * x = x.to(new Conv2D(32, 3).same());                // [32, 64, 64]
 * x = x.to(new GroupNormalization(8).relu());        // [32, 64, 64], 64 parameters
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]} or {@code [F]}. Output shape: the same. It has {@code 2 C} parameters, gamma and beta.
 *
 * <p>Every pixel depends on all others of its image: a network with this layer is not cut into tiles, but large images are
 * made as small as its input.
 */
public final class GroupNormalization extends Layer {

    /** Since when ONNX has the operator with a scale for each channel, as Keras and PyTorch have it. */
    private static final int SINCE = 21;

    private final int groups;
    private float epsilon = 1e-3f;
    private boolean center = true;
    private boolean scale = true;

    /**
     * A layer of so many groups; Keras's own number is 32.
     *
     * @param groups at least 1, which normalises all channels together; as many as there are channels normalises each by
     *     itself. It has to divide the number of channels
     */
    public GroupNormalization(int groups) {
        if (groups < 1) {
            throw new IllegalArgumentException("group_normalization needs at least 1 group, but was given " + groups);
        }
        this.groups = groups;
    }

    /** Added to the variance; 0.001 by default, as in Keras. */
    public GroupNormalization epsilon(float added) {
        epsilon = added;
        return this;
    }

    /** Leaves beta out. */
    public GroupNormalization withoutCenter() {
        center = false;
        return this;
    }

    /** Leaves gamma out. */
    public GroupNormalization withoutScale() {
        scale = false;
        return this;
    }

    @Override
    protected String kind() {
        return "group_normalization";
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        int channels = input.channels();
        if (channels % groups != 0) {
            throw new IllegalArgumentException(kind() + " cannot divide " + channels + " channels of '" + input.name()
                    + "' into " + groups + " groups of as many each");
        }
        if (writer.opset() >= SINCE) {
            writer.node(
                    "GroupNormalization",
                    List.of(
                            input.name(),
                            parameter(writer, "gamma", scale, ones(channels), channels),
                            parameter(writer, "beta", center, new float[channels], channels)),
                    Attributes.NONE.with("num_groups", groups).with("epsilon", epsilon));
        } else {
            writeInParts(writer, input);
        }
        return input.shape();
    }

    /** Each group as one channel of an instance normalisation, which older operator sets have. */
    private void writeInParts(LayerWriter writer, SymbolicTensor input) {
        int channels = input.channels();
        String grouped = writer.constant("grouped", Tensor.of(0L, groups, -1));
        String normal = writer.node(
                "InstanceNormalization",
                List.of(
                        writer.node("Reshape", List.of(input.name(), grouped), Attributes.NONE),
                        writer.constant("ones", Tensor.of(ones(groups), groups)),
                        writer.constant("zeros", Tensor.of(new float[groups], groups))),
                Attributes.NONE.with("epsilon", epsilon));
        String shape = writer.node("Shape", List.of(input.name()), Attributes.NONE);
        String x = writer.node("Reshape", List.of(normal, shape), Attributes.NONE);
        long[] perChannel = input.isImage() ? new long[] {channels, 1, 1} : new long[] {channels};
        if (scale) {
            x = writer.node("Mul", List.of(x, writer.weight("gamma", ones(channels), perChannel)), Attributes.NONE);
        }
        if (center) {
            writer.node("Add", List.of(x, writer.weight("beta", new float[channels], perChannel)), Attributes.NONE);
        }
    }

    private static String parameter(LayerWriter writer, String what, boolean learnt, float[] values, int channels) {
        return learnt ? writer.weight(what, values, channels) : writer.constant(what, Tensor.of(values, channels));
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
