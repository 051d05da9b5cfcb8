package io.fovea.data;

/** What a network should answer for an image. */
public sealed interface Target {

    /**
     * One class for the whole image.
     *
     * @param index from 0
     */
    record ClassIndex(int index) implements Target {}

    /**
     * One object number for every pixel, from which a trimap is made after augmentation.
     *
     * @param width in pixels
     * @param height in pixels
     * @param labels row by row; 0 is background, objects have numbers from 1 to 65,535
     */
    record Instances(int width, int height, short[] labels) implements Target {

        /** Checks the size. */
        public Instances {
            requireFilled(labels.length, width, height);
        }
    }

    /**
     * One class for every pixel.
     *
     * @param width in pixels
     * @param height in pixels
     * @param classes row by row, from 0; {@link #IGNORED} where nobody knows
     * @param strangers the values, in the mask that this was read from, that stand for no class; lost when it is moved
     */
    record ClassMap(int width, int height, byte[] classes, ValueCounts strangers) implements Target {

        /** The class of pixels that teach nothing and are not measured. */
        public static final byte IGNORED = (byte) 255;

        /** Checks the size. */
        public ClassMap {
            requireFilled(classes.length, width, height);
        }

        /** A map that comes from no mask. */
        public ClassMap(int width, int height, byte[] classes) {
            this(width, height, classes, ValueCounts.NONE);
        }
    }

    /**
     * Any number of classes for the whole image.
     *
     * @param present for every class whether the image shows it
     */
    record Labels(boolean[] present) implements Target {}

    private static void requireFilled(int pixels, int width, int height) {
        if (pixels != width * height) {
            throw new IllegalArgumentException(pixels + " labels do not fill " + width + "x" + height);
        }
    }
}
