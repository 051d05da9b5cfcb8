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
     * @param top whether a classifier ends in its head; without, it answers with its last feature map {@code [N, C, H,
     *     W]}. Networks that answer per pixel have no head to leave out
     */
    record Settings(int height, int width, int channels, int classes, long seed, boolean top) {

        /** The architecture as published. */
        public static final Settings DEFAULT = new Settings(0, 0, 0, 0, 1337);

        /** Settings with the head. */
        public Settings(int height, int width, int channels, int classes, long seed) {
            this(height, width, channels, classes, seed, true);
        }

        /** These settings for an input of another size. */
        public Settings withSize(int otherHeight, int otherWidth) {
            return new Settings(otherHeight, otherWidth, channels, classes, seed, top);
        }

        /** These settings without the classifier's head. */
        public Settings withoutTop() {
            return new Settings(height, width, channels, classes, seed, false);
        }

        /** These settings with {@code others} where a zero stands; seed and head stay. */
        Settings or(int otherHeight, int otherWidth, int otherChannels, int otherClasses) {
            return new Settings(
                    height == 0 ? otherHeight : height,
                    width == 0 ? otherWidth : width,
                    channels == 0 ? otherChannels : channels,
                    classes == 0 ? otherClasses : classes,
                    seed,
                    top);
        }
    }

    /**
     * A new graph with random weights, from images {@code [batch, C, H, W]} to probabilities {@code [batch, classes]} or,
     * of every pixel, {@code [batch, classes, H, W]}.
     *
     * @throws IllegalArgumentException when the input is too small for the layers
     */
    Graph build(Settings settings);
}
