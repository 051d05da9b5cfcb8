package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Layout;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Where the score of a class at a pixel lies in an output of shape {@code [1, C, H, W]} or {@code [1, H, W, C]}. */
public record OutputGrid(Layout layout, int classes, int width, int height) {

    /**
     * Reads a shape.
     *
     * @param preferred the layout of the input; the output's may differ, which its spatial sizes tell
     */
    public static OutputGrid of(long[] shape, Layout preferred, int inputWidth, int inputHeight) {
        if (shape.length != 4 || shape[0] != 1) {
            throw new FoveaException("The model's answer has the shape " + Arrays.toString(shape)
                    + "; an answer for every pixel has [1, channels, height, width] or [1, height, width, channels].");
        }
        OutputGrid grid = of(shape, preferred);
        OutputGrid other = of(shape, preferred == Layout.NCHW ? Layout.NHWC : Layout.NCHW);
        boolean otherFits = other.width == inputWidth && other.height == inputHeight;
        boolean fits = grid.isMultipleOf(inputWidth, inputHeight) || grid.spacing(inputWidth, inputHeight) > 0;
        return !fits && (otherFits || other.spacing(inputWidth, inputHeight) > 0) ? other : grid;
    }

    /** Whether there is a whole number of values for each pixel, the same along both axes. */
    private boolean isMultipleOf(int inputWidth, int inputHeight) {
        int scale = Math.max(1, width / inputWidth);
        return width == (long) scale * inputWidth && height == (long) scale * inputHeight;
    }

    /**
     * How many pixels there are for a value along each axis, where that is the same whole number, which the last value may lack
     * some of; 0 where it is not.
     */
    int spacing(int inputWidth, int inputHeight) {
        int spacing = width > 0 ? -Math.floorDiv(-inputWidth, width) : 0;
        boolean fits = spacing > 0
                && width == -Math.floorDiv(-inputWidth, spacing)
                && height == -Math.floorDiv(-inputHeight, spacing);
        return fits ? spacing : 0;
    }

    private static OutputGrid of(long[] shape, Layout layout) {
        int c = layout == Layout.NCHW ? 1 : 3;
        int h = layout == Layout.NCHW ? 2 : 1;
        return new OutputGrid(layout, (int) shape[c], (int) shape[h + 1], (int) shape[h]);
    }

    /** Copies the scores of pixels {@code x..x+count} of row {@code y} into {@code into}, by class. */
    public void read(FloatBuffer data, int x, int y, int count, float[][] into) {
        if (layout == Layout.NCHW) {
            for (int c = 0; c < classes; c++) {
                data.get((c * height + y) * width + x, into[c], 0, count);
            }
        } else {
            int at = (y * width + x) * classes;
            for (int i = 0; i < count; i++) {
                for (int c = 0; c < classes; c++) {
                    into[c][i] = data.get(at++);
                }
            }
        }
    }
}
