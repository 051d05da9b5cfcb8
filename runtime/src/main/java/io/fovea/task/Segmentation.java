package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.image.Overlays;
import io.fovea.model.Task;
import java.util.List;

/** What a segmenter says of an image, pixel by pixel at the image's size. Immutable and thread-safe. */
public final class Segmentation implements Prediction {

    /** Objects smaller than this many pixels are specks rather than objects, where nobody says otherwise. */
    public static final int DEFAULT_MIN_SIZE = 20;

    private static final int GREY_STEP = 127;

    private final Task task;
    private final List<String> labels;
    private final int width;
    private final int height;
    private final byte[] classes;
    private final ProbabilityMaps maps;
    private final double seconds;
    private final int[] counts;

    Segmentation(Task task, List<String> labels, int width, int height, ProbabilityMaps maps, double seconds) {
        this.task = task;
        this.labels = List.copyOf(labels);
        this.width = width;
        this.height = height;
        this.classes = maps.mostProbable(width, height);
        this.maps = maps;
        this.seconds = seconds;
        this.counts = new int[maps.classes()];
        for (byte c : classes) {
            counts[c & 0xff]++;
        }
    }

    /** The width of the image in pixels. */
    public int width() {
        return width;
    }

    /** The height of the image in pixels. */
    public int height() {
        return height;
    }

    /** The labels of the classes, as many as there are classes. */
    public List<String> labels() {
        return labels;
    }

    /** The most probable class of every pixel, from 0, unsigned, row by row; a copy. */
    public byte[] classes() {
        return classes.clone();
    }

    /**
     * The probability of a class at every pixel, 0..1, row by row; a copy. Interpolated anew at every call where the model
     * answered in another resolution than the image's.
     */
    public float[] probability(int classIndex) {
        float[] plane = maps.plane(classIndex, width, height);
        return plane == maps.planes()[classIndex] ? plane.clone() : plane;
    }

    /** The share of the pixels that belong to a class, 0..1. */
    public double fraction(int classIndex) {
        return (double) counts[classIndex] / classes.length;
    }

    @Override
    public double seconds() {
        return seconds;
    }

    /** Whether objects can be told apart: the model is a trimap. */
    public boolean hasInstances() {
        return task.foreground().isPresent() && maps.classes() == 3;
    }

    /**
     * The objects: foreground that no contour parts, grown into the contour around it, of at least the given size. Told
     * apart by a watershed by dynamics in the probability of foreground.
     *
     * @param minSize in pixels, contour included; smaller objects are removed
     * @throws IllegalStateException unless {@link #hasInstances}
     */
    public LabelMap instances(int minSize) {
        requireTrimap();
        float[] foreground = maps.plane(TrimapInstances.FOREGROUND, width, height);
        int[] objects = TrimapInstances.find(classes, foreground, width, height, minSize);
        return new LabelMap(width, height, objects, maps.plane(TrimapInstances.BACKGROUND, width, height));
    }

    /**
     * Foreground, background and contour as 0, 127 and 254, 8-bit.
     *
     * @throws IllegalStateException unless {@link #hasInstances}
     */
    public Image trimap() {
        requireTrimap();
        byte[] grey = new byte[classes.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (classes[i] * GREY_STEP);
        }
        return Image.gray8(width, height, grey);
    }

    /** The index of the class as the grey value, 8-bit; a copy. */
    public Image classMap() {
        return Image.gray8(width, height, classes());
    }

    /**
     * The image with what was found outlined: the objects if there are any to tell apart, the classes otherwise.
     *
     * @param image the one that was segmented
     * @param minSize as in {@link #instances}
     */
    public Image overlay(Image image, int minSize) {
        return hasInstances() ? instances(minSize).overlay(image) : Overlays.borders(image, classes);
    }

    private void requireTrimap() {
        if (!hasInstances()) {
            throw new IllegalStateException("Only a trimap (foreground, background, contour) has objects");
        }
    }
}
