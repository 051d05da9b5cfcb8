package io.fovea.task;

import io.fovea.ArrayLength;
import java.util.Arrays;
import java.util.Objects;

/**
 * Puts what a segmenter says of areas of an image together: one answer of the image's size, with background around the areas.
 * An object that crosses the border of an area ends there. Not thread-safe.
 */
public final class SegmentedAreas {
    private final int width;
    private final int height;
    private final Segmentation like;
    private final byte[] classes;
    private final ProbabilityMaps maps;
    private final int[] objects;
    private final boolean[] inside;
    private int highest;
    private double seconds;

    /**
     * Room for the areas of an image.
     *
     * @param like an answer of the model that is asked
     * @throws io.fovea.FoveaException if Java may not take that much memory
     */
    public SegmentedAreas(int width, int height, Segmentation like) {
        this.width = width;
        this.height = height;
        this.like = like;
        int size = ArrayLength.of(width, height);
        maps = ProbabilityMaps.allocate(width, height, like.labels().size());
        int background = like.backgroundClass();
        Arrays.fill(maps.planes()[background], 1);
        classes = new byte[size];
        Arrays.fill(classes, (byte) background);
        objects = new int[size];
        inside = new boolean[size];
    }

    /**
     * Adds an area; what earlier ones said of the same pixels is forgotten.
     *
     * @param left column of the image in which the rectangle begins that the model was given
     * @param top row of it
     * @param mask which pixels of the rectangle belong to the area, row by row
     * @param found what the model says of the rectangle
     * @throws IndexOutOfBoundsException if the rectangle reaches beyond the image, or the mask is smaller
     */
    public void add(int left, int top, boolean[] mask, Segmentation found) {
        Objects.checkFromIndexSize(left, found.width(), width);
        Objects.checkFromIndexSize(top, found.height(), height);
        byte[] said = found.classes();
        int above = highest;
        for (int i = 0; i < said.length; i++) {
            if (mask[i]) {
                int to = (top + i / found.width()) * width + left + i % found.width();
                inside[to] = true;
                classes[to] = said[i];
                objects[to] = found.object(i) == 0 ? 0 : above + found.object(i);
                highest = Math.max(highest, objects[to]);
            }
        }
        for (int c = 0; c < maps.classes(); c++) {
            float[] probability = found.probability(c);
            for (int i = 0; i < said.length; i++) {
                if (mask[i]) {
                    maps.planes()[c][(top + i / found.width()) * width + left + i % found.width()] = probability[i];
                }
            }
        }
        seconds += found.seconds();
    }

    /** All areas as one answer, which takes the arrays of this: nothing may be added after. */
    public Segmentation toSegmentation() {
        return new Segmentation(like, width, height, classes, maps, seconds, objects, inside).seenLike(like);
    }
}
