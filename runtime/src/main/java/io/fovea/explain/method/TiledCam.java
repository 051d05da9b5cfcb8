package io.fovea.explain.method;

import java.util.Optional;

/**
 * A class activation map that can be made of parts of an image: its value at a place depends on what the network sees around that
 * place, and at most on one number for each channel, which is a sum over all places.
 */
public enum TiledCam {
    /** {@link Method#GRAD_CAM}: channels are weighted by their gradient, summed over all places. */
    BY_MEAN_GRADIENT(new GradCam()),
    /** {@link Method#HIRES_CAM}. */
    BY_GRADIENT(new HiResCam()),
    /** {@link Method#LAYER_CAM}. */
    BY_POSITIVE_GRADIENT(new LayerCam());

    private final ChannelSumTechnique technique;

    TiledCam(ChannelSumTechnique technique) {
        this.technique = technique;
    }

    /** That of a method; empty of one that must be given the image as a whole. */
    public static Optional<TiledCam> of(Method method) {
        for (TiledCam each : values()) {
            if (each.technique.about().name().equals(method.id())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Whether the gradients of all places must be summed before a map can be made. */
    public boolean needsWeights() {
        return this == BY_MEAN_GRADIENT;
    }

    /**
     * The map of a part of an image.
     *
     * @param a the feature maps, {@code [channel][place]}
     * @param g the gradients with respect to them, {@code [channel][place]}; left aside where there are weights
     * @param weights of the channels, where they are needed
     * @return a value for each place
     */
    public float[] map(float[][] a, float[][] g, float[] weights) {
        return needsWeights() ? LayerTechnique.weighted(a, weights) : technique.map(a, g);
    }
}
