package io.fovea.task;

import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.image.Image;

/**
 * The probability of every class at every pixel, kept at the resolution the network answered in.
 *
 * @param planes by class, then row by row
 */
record ProbabilityMaps(int width, int height, float[][] planes) {
    /**
     * Room for an answer.
     *
     * @throws FoveaException if Java may not take that much memory
     */
    static ProbabilityMaps allocate(int width, int height, int classes) {
        String what = "The answer of " + classes + " classes for " + width + "x" + height + " pixels";
        double bytes = (double) Float.BYTES * width * height * classes;
        HeapLimit.require(what, bytes);
        try {
            return new ProbabilityMaps(width, height, new float[classes][ArrayLength.of(width, height)]);
        } catch (OutOfMemoryError e) {
            throw HeapLimit.exceeded(what, bytes);
        }
    }

    int classes() {
        return planes.length;
    }

    /** Adds what another view of the same image shows, put back in its place. */
    void add(ProbabilityMaps other, View view) {
        for (int c = 0; c < planes.length; c++) {
            add(planes[c], other.planes[c], other.width, other.height, view);
        }
    }

    /** The same of one value for each pixel, such as one part of a direction. */
    void add(float[] sum, float[] plane, int planeWidth, int planeHeight, View view) {
        float[] undone = view.undone(plane, planeWidth, planeHeight, width, height);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += undone[i];
        }
    }

    /** Makes a mean of a sum over some views. */
    void divide(int views) {
        for (float[] plane : planes) {
            divide(plane, views);
        }
    }

    static void divide(float[] sum, int views) {
        for (int i = 0; i < sum.length && views > 1; i++) {
            sum[i] /= views;
        }
    }

    /**
     * One class alone, as scores divided by a temperature would have made it.
     *
     * @param each whether classes are answered by themselves, rather than one of them all
     */
    ProbabilityMaps tempered(int classIndex, double temperature, boolean each) {
        float[] plane = planes[classIndex];
        if (temperature == 1) {
            return new ProbabilityMaps(width, height, new float[][] {plane});
        }
        float[] tempered = new float[plane.length];
        for (int i = 0; i < plane.length; i++) {
            tempered[i] = Probabilities.tempered(temperature, each, planes, classIndex, i);
        }
        return new ProbabilityMaps(width, height, new float[][] {tempered});
    }

    /** One class at a given size, interpolated where that is not the maps' own. */
    float[] plane(int classIndex, int atWidth, int atHeight) {
        return Image.gray32(width, height, planes[classIndex])
                .resized(atWidth, atHeight)
                .floats();
    }

    /** The most probable class at every pixel at a given size, the lower one of equals. Holds one plane at a time. */
    byte[] mostProbable(int atWidth, int atHeight) {
        return atWidth == width && atHeight == height ? mostProbableHere() : mostProbableResized(atWidth, atHeight);
    }

    private byte[] mostProbableHere() {
        byte[] classes = new byte[planes[0].length];
        for (int i = 0; i < classes.length; i++) {
            int best = 0;
            for (int c = 1; c < planes.length; c++) {
                best = planes[c][i] > planes[best][i] ? c : best;
            }
            classes[i] = (byte) best;
        }
        return classes;
    }

    private byte[] mostProbableResized(int atWidth, int atHeight) {
        float[] best = plane(0, atWidth, atHeight);
        byte[] classes = new byte[best.length];
        for (int c = 1; c < planes.length; c++) {
            float[] plane = plane(c, atWidth, atHeight);
            for (int i = 0; i < best.length; i++) {
                if (plane[i] > best[i]) {
                    best[i] = plane[i];
                    classes[i] = (byte) c;
                }
            }
        }
        return classes;
    }
}
