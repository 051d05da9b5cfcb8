package io.fovea.zoo;

import io.fovea.graph.Graph;

/** A network that can be built in several sizes. */
@FunctionalInterface
public interface Architecture {

    /**
     * What may be chosen; a zero means the architecture's own.
     *
     * @param height of the input in pixels, -1 for any
     * @param width of the input in pixels, -1 for any
     * @param channels of the input
     * @param classes number of outputs
     * @param seed of the initial weights
     */
    record Settings(int height, int width, int channels, int classes, long seed) {

        /** The architecture as published. */
        public static final Settings DEFAULT = new Settings(0, 0, 0, 0, 1337);

        /** These settings with {@code others} where a zero stands; the seed stays. */
        Settings or(int otherHeight, int otherWidth, int otherChannels, int otherClasses) {
            return new Settings(
                    height == 0 ? otherHeight : height,
                    width == 0 ? otherWidth : width,
                    channels == 0 ? otherChannels : channels,
                    classes == 0 ? otherClasses : classes,
                    seed);
        }
    }

    /** A new graph with random weights. */
    Graph build(Settings settings);
}
