package io.fovea.task;

import io.fovea.ArrayLength;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What is known of some rows of an image: the most probable class, and of a trimap what its objects are told apart by. */
final class PixelStrip {
    static final int STEPS = 255;

    private final int width;
    private final boolean isTrimap;
    private final List<String> labels;
    private final byte[] classes;
    private final byte[] foreground;
    private final float[] background;

    /** Room for rows. */
    PixelStrip(int width, int rows, boolean isTrimap, List<String> labels) {
        this.width = width;
        this.isTrimap = isTrimap;
        this.labels = labels;
        this.classes = new byte[ArrayLength.of(width, rows)];
        this.foreground = new byte[isTrimap ? classes.length : 0];
        this.background = new float[foreground.length];
    }

    /** The width of the image. */
    int width() {
        return width;
    }

    /** Whether foreground, background and contour are told apart. */
    boolean isTrimap() {
        return isTrimap;
    }

    /** A label for every class. */
    List<String> labels() {
        return labels;
    }

    /** How many rows it has room for. */
    int capacity() {
        return classes.length / width;
    }

    /** The class of a pixel, from 0. */
    int type(int row, int x) {
        return classes[row * width + x] & 0xff;
    }

    /** Whether there is something at a pixel of a trimap: foreground or contour. */
    boolean isSomething(int row, int x) {
        return classes[row * width + x] != TrimapInstances.BACKGROUND;
    }

    /** Notes pixels of a row, from their probabilities by class. */
    void put(int row, int x, int count, float[][] probabilities) {
        for (int i = 0; i < count; i++) {
            int best = 0;
            for (int c = 1; c < probabilities.length; c++) {
                best = probabilities[c][i] > probabilities[best][i] ? c : best;
            }
            classes[row * width + x + i] = (byte) best;
        }
        if (isTrimap) {
            for (int i = 0; i < count; i++) {
                float inside = probabilities[TrimapInstances.FOREGROUND][i];
                foreground[row * width + x + i] = (byte) Math.round(Math.min(1, Math.max(0, inside)) * STEPS);
            }
            System.arraycopy(probabilities[TrimapInstances.BACKGROUND], 0, background, row * width + x, count);
        }
    }

    /** Writes down a row: of a trimap what its objects are told apart by as well, where there is something. */
    void write(int row, DataOutput out) throws IOException {
        out.write(classes, row * width, width);
        for (int i = row * width; isTrimap && i < (row + 1) * width; i++) {
            if (classes[i] != TrimapInstances.BACKGROUND) {
                out.writeByte(foreground[i]);
                out.writeFloat(background[i]);
            }
        }
    }

    /** Reads a row that was written down. What is not known of it is 0. */
    void read(int row, DataInput in) throws IOException {
        in.readFully(classes, row * width, width);
        for (int i = row * width; isTrimap && i < (row + 1) * width; i++) {
            boolean isSomething = classes[i] != TrimapInstances.BACKGROUND;
            foreground[i] = isSomething ? in.readByte() : 0;
            background[i] = isSomething ? in.readFloat() : 0;
        }
    }

    /** A copy of pixels of a row. */
    PixelRun run(int row, int x, int count, int y, float[][] values) {
        int from = row * width + x;
        return new PixelRun(
                x,
                y,
                Arrays.copyOfRange(classes, from, from + count),
                Arrays.copyOfRange(foreground, from, from + count),
                Arrays.copyOfRange(background, from, from + count),
                values);
    }
}
