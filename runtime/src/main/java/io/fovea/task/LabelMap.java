package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.image.Overlays;
import java.util.Arrays;
import java.util.Objects;

/**
 * Objects in an image: 0 is background, objects are 1..{@link #count}, in the order of their first pixel. Immutable and
 * thread-safe.
 */
public final class LabelMap implements LabelledObjects {
    private static final int LARGEST_16_BIT = 65_535;

    private final int width;
    private final int height;
    private final int[] labels;
    private final int[] area;
    private final long[] sumX;
    private final long[] sumY;
    private final int[] left;
    private final int[] right;
    private final int[] top;
    private final int[] bottom;
    private final double[] sumProbability;

    /**
     * Measures the objects.
     *
     * @param labels kept, not copied
     * @param background the probability of background at every pixel
     */
    LabelMap(int width, int height, int[] labels, float[] background) {
        this.width = width;
        this.height = height;
        this.labels = labels;
        int size = 1;
        for (int label : labels) {
            size = Math.max(size, label + 1);
        }
        area = new int[size];
        sumX = new long[size];
        sumY = new long[size];
        left = new int[size];
        right = new int[size];
        top = new int[size];
        bottom = new int[size];
        sumProbability = new double[size];
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                if (labels[i] != 0) {
                    measure(labels[i], x, y, 1 - background[i]);
                }
            }
        }
    }

    private void measure(int label, int x, int y, double probability) {
        if (area[label] == 0) {
            left[label] = x;
            right[label] = x;
            top[label] = y;
        }
        area[label]++;
        sumX[label] += x;
        sumY[label] += y;
        left[label] = Math.min(left[label], x);
        right[label] = Math.max(right[label], x);
        bottom[label] = y;
        sumProbability[label] += probability;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int count() {
        return area.length - 1;
    }

    /** The label of every pixel, row by row; a copy. */
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public int label(int x, int y) {
        return labels[Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width)];
    }

    @Override
    public int area(int label) {
        return area[object(label)];
    }

    @Override
    public double[] centroid(int label) {
        return centroid(label, 0, 0);
    }

    /** The same in an image of which this is a part that begins at {@code x} and {@code y}. */
    double[] centroid(int label, int x, int y) {
        double pixels = area(label);
        return new double[] {
            (sumX[label] + (long) x * area[label]) / pixels, (sumY[label] + (long) y * area[label]) / pixels
        };
    }

    @Override
    public Bounds bounds(int label) {
        object(label);
        return new Bounds(left[label], top[label], right[label] - left[label] + 1, bottom[label] - top[label] + 1);
    }

    @Override
    public double meanProbability(int label) {
        return sumProbability[object(label)] / area[label];
    }

    /** The sizes of all objects in pixels, in their order. */
    int[] areas() {
        return Arrays.copyOfRange(area, 1, area.length);
    }

    /** The labels as grey values: 16-bit up to 65,535 objects, float beyond. */
    public Image toImage() {
        if (count() > LARGEST_16_BIT) {
            float[] values = new float[labels.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = labels[i];
            }
            return Image.gray32(width, height, values);
        }
        short[] values = new short[labels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) labels[i];
        }
        return Image.gray16(width, height, values);
    }

    /** The image with every object outlined; see {@link Overlays#outlines}. */
    public Image overlay(Image image) {
        return Overlays.outlines(image, labels);
    }

    /** The same in the colours of the objects' classes. */
    Image overlay(Image image, ObjectKinds kinds) {
        return kinds.areSeveral() ? Overlays.outlines(image, labels, kinds::of) : overlay(image);
    }

    private int object(int label) {
        if (label < 1 || label > count()) {
            throw new IndexOutOfBoundsException("No object " + label + " among " + count());
        }
        return label;
    }

    /** A rectangle of pixels. */
    public record Bounds(int x, int y, int width, int height) {}
}
