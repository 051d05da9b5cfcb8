package io.fovea.zoo;

import io.fovea.graph.Graph;
import java.util.Optional;
import java.util.OptionalInt;

/** A network that can be built in several sizes. */
@FunctionalInterface
public interface Architecture {

    /**
     * The size of the images that a network takes.
     *
     * @param height in pixels; empty for any
     * @param width in pixels; empty for any
     */
    record Size(OptionalInt height, OptionalInt width) {

        /**
         * Checks ranges.
         *
         * @throws IllegalArgumentException when a side is not at least 1
         */
        public Size {
            if (height.orElse(1) < 1 || width.orElse(1) < 1) {
                throw new IllegalArgumentException("images are at least 1 pixel wide and high");
            }
        }

        /** Any size. */
        public static final Size ANY = new Size(OptionalInt.empty(), OptionalInt.empty());

        /** One size, in pixels. */
        public static Size of(int height, int width) {
            return new Size(OptionalInt.of(height), OptionalInt.of(width));
        }

        /** Whether it is one size. */
        public boolean isFixed() {
            return height.isPresent() && width.isPresent();
        }
    }

    /**
     * What may be chosen; what is empty is the architecture's own.
     *
     * @param size of the input
     * @param channels of the input
     * @param classes number of outputs
     * @param seed of the initial weights
     * @param top whether a classifier ends in its head; without, it answers with its last feature map {@code [N, C, H,
     *     W]}. Networks that answer per pixel have no head to leave out
     */
    record Settings(Optional<Size> size, OptionalInt channels, OptionalInt classes, long seed, boolean top) {

        /**
         * Checks ranges.
         *
         * @throws IllegalArgumentException when a number is not at least 1
         */
        public Settings {
            if (channels.orElse(1) < 1 || classes.orElse(1) < 1) {
                throw new IllegalArgumentException("networks take at least 1 channel and tell at least 1 class");
            }
        }

        /** The architecture as published. */
        public static final Settings DEFAULT =
                new Settings(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), 1337, true);

        /** These settings for an input of another size. */
        public Settings withSize(Size other) {
            return new Settings(Optional.of(other), channels, classes, seed, top);
        }

        /** These settings for images of {@code height} by {@code width} pixels. */
        public Settings withSize(int height, int width) {
            return withSize(Size.of(height, width));
        }

        /** These settings for images of as many channels. */
        public Settings withChannels(int number) {
            return new Settings(size, OptionalInt.of(number), classes, seed, top);
        }

        /** These settings with as many outputs. */
        public Settings withClasses(int number) {
            return new Settings(size, channels, OptionalInt.of(number), seed, top);
        }

        /** These settings with other initial weights. */
        public Settings withSeed(long other) {
            return new Settings(size, channels, classes, other, top);
        }

        /** These settings without the classifier's head. */
        public Settings withoutTop() {
            return new Settings(size, channels, classes, seed, false);
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
