package io.fovea.stroke;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Painted pixels of an image and the class of each. Not thread-safe. */
public final class Strokes {
    private final int width;
    private final int height;
    private final SortedMap<Integer, Integer> classes = new TreeMap<>();

    /** None yet, on an image of a size in pixels. */
    public Strokes(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /**
     * Those of a picture of them.
     *
     * @param labels row by row: 0 where nothing is painted, or the number of a class from 1
     */
    public static Strokes of(int width, int height, int[] labels) {
        if (labels.length != width * height) {
            throw new IllegalArgumentException(labels.length + " labels for " + width + "x" + height + " pixels");
        }
        Strokes strokes = new Strokes(width, height);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > 0) {
                strokes.classes.put(i, labels[i] - 1);
            }
        }
        return strokes;
    }

    /**
     * Paints a pixel, also over what was painted before; beyond the image's edges nothing happens.
     *
     * @param classIndex from 0
     */
    public void paint(int x, int y, int classIndex) {
        if (classIndex < 0) {
            throw new IllegalArgumentException("Not a class: " + classIndex);
        }
        if (x >= 0 && y >= 0 && x < width && y < height) {
            classes.put(y * width + x, classIndex);
        }
    }

    /** The width of the image. */
    public int width() {
        return width;
    }

    /** The height of the image. */
    public int height() {
        return height;
    }

    /** The class of each painted pixel, from 0, by the pixel's index row by row, in that order; a copy. */
    public SortedMap<Integer, Integer> pixels() {
        return new TreeMap<>(classes);
    }

    /** Whether a pixel is painted. */
    public boolean has(int x, int y) {
        return classes.containsKey(y * width + x);
    }

    /** How many pixels are painted in each class, by its index. */
    public Map<Integer, Integer> counts() {
        Map<Integer, Integer> counts = new TreeMap<>();
        classes.values().forEach(index -> counts.merge(index, 1, Integer::sum));
        return counts;
    }
}
