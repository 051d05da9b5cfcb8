package io.fovea.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

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
     * @param labels row by row; 0 is background, objects have numbers from 1 to 65,535; the array is shared, not copied
     */
    record Instances(int width, int height, short[] labels) implements Target {

        /** Checks the size. */
        public Instances {
            requireFilled(labels.length, width, height);
        }

        /** 1 in objects and 0 outside, row by row. */
        public byte[] covered() {
            byte[] covered = new byte[labels.length];
            for (int i = 0; i < covered.length; i++) {
                covered[i] = (byte) (labels[i] == 0 ? 0 : 1);
            }
            return covered;
        }

        /** The labels, from 0 to 65,535, row by row. */
        public int[] numbers() {
            int[] numbers = new int[labels.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = labels[i] & 0xffff;
            }
            return numbers;
        }

        /** Whether size and labels agree. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Instances that
                    && width == that.width
                    && height == that.height
                    && Arrays.equals(labels, that.labels);
        }

        @Override
        public int hashCode() {
            return Objects.hash(width, height, Arrays.hashCode(labels));
        }
    }

    /**
     * One class for every pixel.
     *
     * @param width in pixels
     * @param height in pixels
     * @param classes row by row, from 0; {@link #IGNORED} where nobody knows; the array is shared, not copied
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

        /** Whether size, classes and strangers agree. */
        @Override
        public boolean equals(Object other) {
            return other instanceof ClassMap that
                    && width == that.width
                    && height == that.height
                    && Arrays.equals(classes, that.classes)
                    && strangers.equals(that.strangers);
        }

        @Override
        public int hashCode() {
            return Objects.hash(width, height, Arrays.hashCode(classes), strangers);
        }
    }

    /**
     * Any number of classes for the whole image.
     *
     * @param present for every class whether the image shows it
     */
    record Labels(boolean[] present) implements Target {
        /** Copies the array. */
        public Labels {
            present = present.clone();
        }

        /** A copy. */
        @Override
        public boolean[] present() {
            return present.clone();
        }

        /** Whether the same classes are present of as many. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Labels that && Arrays.equals(present, that.present);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(present);
        }
    }

    /** Any number of objects, each in a box. */
    record Boxes(List<TrueBox> objects) implements Target {
        /** Copies the list. */
        public Boxes {
            objects = List.copyOf(objects);
        }
    }

    private static void requireFilled(int pixels, int width, int height) {
        if (pixels != (long) width * height) {
            throw new IllegalArgumentException(pixels + " labels do not fill " + width + "x" + height);
        }
    }
}
