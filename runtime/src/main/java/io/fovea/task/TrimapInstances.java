package io.fovea.task;

/**
 * Tells the objects of a trimap apart.
 *
 * <p>The insides of objects are their {@link Seeds}. From all seeds at once the objects grow into the contour, each
 * contour pixel going to the object nearest by way through the contour (chamfer distance 5-7, Borgefors 1986); of equals
 * to the one whose front came first, which depends on the image alone. Objects that end too small are no objects: what
 * they held is shared out, like contour, among the objects that touch it, so that a speck in a contour leaves no hole.
 * Contour that no foreground touches is background: an object has an inside.
 *
 * <p>Every step is linear in the number of pixels.
 */
final class TrimapInstances {
    static final int FOREGROUND = 0;
    static final int BACKGROUND = 1;
    static final int CONTOUR = 2;

    private TrimapInstances() {}

    /**
     * Finds the objects.
     *
     * @param classes foreground, background or contour, row by row
     * @param foreground the probability of foreground, 0..1
     * @param minSize in pixels, contour included
     * @return 0 for background, 1..n for objects in the order of their first pixel
     */
    static int[] find(byte[] classes, float[] foreground, int width, int height, int minSize) {
        int[] labels = new int[classes.length];
        int count = Seeds.label(classes, foreground, width, labels);
        LabelGrowth growth = new LabelGrowth(classes, width, height);
        growth.grow(labels);
        boolean[] kept = largeEnough(labels, count, minSize);
        if (backToSeeds(labels, classes, kept)) {
            growth.grow(labels);
        }
        renumber(labels, count);
        return labels;
    }

    /** Takes growth back, and the seeds of objects that are not kept, if there are any such; says whether. */
    private static boolean backToSeeds(int[] labels, byte[] classes, boolean[] kept) {
        boolean any = false;
        for (int label = 1; label < kept.length; label++) {
            any |= !kept[label];
        }
        for (int i = 0; any && i < labels.length; i++) {
            if (classes[i] != FOREGROUND || !kept[labels[i]]) {
                labels[i] = 0;
            }
        }
        return any;
    }

    private static boolean[] largeEnough(int[] labels, int count, int minSize) {
        int[] area = new int[count + 1];
        for (int label : labels) {
            area[label]++;
        }
        boolean[] kept = new boolean[count + 1];
        for (int label = 1; label <= count; label++) {
            kept[label] = area[label] >= minSize;
        }
        return kept;
    }

    private static void renumber(int[] labels, int count) {
        int[] number = new int[count + 1];
        int next = 0;
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i];
            if (label != 0) {
                if (number[label] == 0) {
                    number[label] = ++next;
                }
                labels[i] = number[label];
            }
        }
    }
}
