package io.fovea.graph.operator;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a batch normalisation makes of each channel where its parameters are constants and the statistics those of the training:
 * {@code (x - mean) factor + shift} with {@code factor = scale / sqrt(variance + epsilon)}. Immutable.
 */
public final class NormalisedChannels {
    private static final int PARAMETERS = 4;
    private static final float USUAL_EPSILON = 1e-5f;

    private final List<float[]> parameters;
    private final double epsilon;

    private NormalisedChannels(List<float[]> parameters, double epsilon) {
        this.parameters = parameters;
        this.epsilon = epsilon;
    }

    /**
     * That of a node; empty where it is no such normalisation: it trains, normalises every pixel by itself, gives its statistics
     * too, or its parameters are not constants of one length.
     */
    public static Optional<NormalisedChannels> of(Graph graph, Node node) {
        boolean plain = node.is("BatchNormalization")
                && node.attributes().integer("training_mode", 0) == 0
                && node.attributes().integer("spatial", 1) != 0
                && node.outputs().stream().filter(output -> !output.isEmpty()).count() == 1;
        if (!plain) {
            return Optional.empty();
        }
        List<float[]> parameters = new ArrayList<>();
        for (int i = 1; i <= PARAMETERS; i++) {
            Optional<Tensor> constant = node.hasInput(i) ? graph.constant(node.input(i)) : Optional.empty();
            constant.filter(tensor -> tensor.type().isFloatingPoint())
                    .map(Tensor::toFloats)
                    .filter(values -> parameters.isEmpty() || values.length == parameters.get(0).length)
                    .ifPresent(parameters::add);
        }
        return parameters.size() == PARAMETERS
                ? Optional.of(
                        new NormalisedChannels(parameters, node.attributes().real("epsilon", USUAL_EPSILON)))
                : Optional.empty();
    }

    /** How many channels there are. */
    public int count() {
        return parameters.get(0).length;
    }

    /** What the values of a channel, from 0, are multiplied with. */
    public double factor(int channel) {
        return parameters.get(0)[channel] / Math.sqrt(parameters.get(3)[channel] + epsilon);
    }

    /** What becomes of a value of a channel, from 0. */
    public double of(int channel, double value) {
        return (value - parameters.get(2)[channel]) * factor(channel)
                + parameters.get(1)[channel];
    }

    /** What is added to each channel: what becomes of 0. */
    public float[] shifts() {
        float[] shifts = new float[count()];
        for (int c = 0; c < shifts.length; c++) {
            shifts[c] = (float) of(c, 0);
        }
        return shifts;
    }
}
