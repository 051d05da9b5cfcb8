package io.fovea.explain.method;

/** A class activation map that is the sum of those that each channel has alone. */
abstract class ChannelSumTechnique extends LayerGradientTechnique {

    /**
     * The map.
     *
     * @param a the feature maps, {@code [channel][place]}
     * @param g the gradients with respect to them, {@code [channel][place]}
     * @return a value for each place
     */
    abstract float[] map(float[][] a, float[][] g);

    @Override
    final float[] map(float[][] a, float[][] g, OptionValues settings) {
        return map(a, g);
    }
}
