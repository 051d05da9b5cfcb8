package io.fovea.task;

import io.fovea.image.Image;
import java.util.List;

/** What a segmenter says of an image, pixel by pixel at the image's size. Immutable and thread-safe. */
public final class Segmentation {

    public int width() {
        throw new UnsupportedOperationException();
    }

    public int height() {
        throw new UnsupportedOperationException();
    }

    /** The labels of the classes, as many as there are classes. */
    public List<String> labels() {
        throw new UnsupportedOperationException();
    }

    /** The most probable class of every pixel, from 0, unsigned, row by row; not a copy. */
    public byte[] classes() {
        throw new UnsupportedOperationException();
    }

    /** The probability of a class at every pixel, 0..1, row by row. May be computed anew at every call. */
    public float[] probability(int classIndex) {
        throw new UnsupportedOperationException();
    }

    /** The share of the pixels that belong to a class, 0..1. */
    public double fraction(int classIndex) {
        throw new UnsupportedOperationException();
    }

    /** Wall time of the inference: from prepared tensor to output, all tiles. */
    public double seconds() {
        throw new UnsupportedOperationException();
    }

    /** Whether objects can be told apart: the model is a trimap. */
    public boolean hasInstances() {
        throw new UnsupportedOperationException();
    }

    /**
     * The objects: connected foreground, grown into the contour around it, of at least the given size.
     *
     * @param minSize in pixels, contour included; smaller objects are removed
     * @throws IllegalStateException unless {@link #hasInstances}
     */
    public LabelMap instances(int minSize) {
        throw new UnsupportedOperationException();
    }

    /** Foreground, background and contour as 0, 127 and 254, 8-bit. */
    public Image trimap() {
        throw new UnsupportedOperationException();
    }

    /** The index of the class as the grey value, 8-bit. */
    public Image classMap() {
        throw new UnsupportedOperationException();
    }

    /** The image with what was found outlined: the objects if there are any to tell apart, the classes otherwise. */
    public Image overlay(Image image, int minSize) {
        throw new UnsupportedOperationException();
    }
}
