package io.fovea.task.instance;

import java.util.Arrays;

/** The pixels of each object. */
final class ObjectPixels {
    private ObjectPixels() {}

    /**
     * Places of pixels in rising order, by the number of their object; none for 0, which is background, and numbers that none has.
     *
     * @param labels row by row
     */
    static int[][] of(int[] labels) {
        int[] area = new int[Arrays.stream(labels).max().orElse(0) + 1];
        for (int label : labels) {
            area[label]++;
        }
        area[0] = 0;
        int[][] pixels = Arrays.stream(area).mapToObj(int[]::new).toArray(int[][]::new);
        int[] filled = new int[area.length];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > 0) {
                pixels[labels[i]][filled[labels[i]]++] = i;
            }
        }
        return pixels;
    }
}
