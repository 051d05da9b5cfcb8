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
            if (labels.length != width * height) {
                throw new IllegalArgumentException(labels.length + " labels do not fill " + width + "x" + height);
            }
        }
    }
}
