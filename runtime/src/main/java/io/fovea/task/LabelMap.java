package io.fovea.task;

import io.fovea.image.Image;

/** Objects in an image: 0 is background, objects are 1..{@link #count}, in the order of their first pixel. */
public final class LabelMap {

    public int width() {
        throw new UnsupportedOperationException();
    }

    public int height() {
        throw new UnsupportedOperationException();
    }

    /** The number of objects. */
    public int count() {
        throw new UnsupportedOperationException();
    }

    /** The label of every pixel, row by row; not a copy. */
    public int[] labels() {
        throw new UnsupportedOperationException();
    }

    /** The size of an object in pixels. */
    public int area(int label) {
        throw new UnsupportedOperationException();
    }

    /** The centre of an object's pixels, whose own centres are at whole numbers: x, y. */
    public double[] centroid(int label) {
        throw new UnsupportedOperationException();
    }

    /** The smallest rectangle around an object. */
    public Bounds bounds(int label) {
        throw new UnsupportedOperationException();
    }

    /** The mean over an object's pixels of 1 minus the probability of background, 0..1. */
    public double meanProbability(int label) {
        throw new UnsupportedOperationException();
    }

    /** The labels as grey values: 16-bit up to 65,535 objects, float beyond. */
    public Image toImage() {
        throw new UnsupportedOperationException();
    }

    /** A rectangle of pixels. */
    public record Bounds(int x, int y, int width, int height) {}
}
