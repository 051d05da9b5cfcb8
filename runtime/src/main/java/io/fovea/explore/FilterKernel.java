package io.fovea.explore;

import io.fovea.FoveaException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The weights of one filter.
 *
 * @param name for file and slice names
 * @param weights {@code [height][width]}, each side 1 to 255
 */
public record FilterKernel(String name, float[][] weights) {
    private static final int LARGEST = 255;

    /** Copies the rows. Throws a {@link FoveaException} for sizes out of range or rows of several lengths. */
    public FilterKernel {
        weights = copy(weights);
        if (weights.length == 0 || weights[0].length == 0) {
            throw new FoveaException(
                    "The kernel has no weights; give rows of numbers, such as '1 0 -1; 2 0 -2; 1 0 -1'.");
        }
        if (weights.length > LARGEST || weights[0].length > LARGEST) {
            throw new FoveaException("The kernel is " + weights[0].length + "x" + weights.length + "; at most "
                    + LARGEST + "x" + LARGEST + " are taken.");
        }
        for (float[] row : weights) {
            if (row.length != weights[0].length) {
                throw new FoveaException("The kernel's rows differ in length: " + weights[0].length + " and "
                        + row.length + "; give each as many numbers.");
            }
        }
    }

    private static float[][] copy(float[][] rows) {
        return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
    }

    /** A copy. */
    @Override
    public float[][] weights() {
        return copy(weights);
    }

    /** Whether name and weights agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FilterKernel that && name.equals(that.name) && Arrays.deepEquals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.deepHashCode(weights);
    }

    @Override
    public String toString() {
        return "FilterKernel[name=" + name + ", weights=" + Arrays.deepToString(weights) + "]";
    }

    /** Its height. */
    public int rows() {
        return weights.length;
    }

    /** Its width. */
    public int columns() {
        return weights[0].length;
    }

    /**
     * Reads rows of numbers, separated by semicolons or lines, the numbers by spaces or commas.
     *
     * @throws FoveaException if a word is no number, or the rows differ in length
     */
    public static FilterKernel parse(String rows) {
        List<float[]> weights = new ArrayList<>();
        for (String row : rows.split("[;\\n|]")) {
            if (!row.isBlank()) {
                String[] words = row.strip().split("[\\s,]+");
                float[] numbers = new float[words.length];
                for (int i = 0; i < words.length; i++) {
                    numbers[i] = number(words[i], rows);
                }
                weights.add(numbers);
            }
        }
        return new FilterKernel("kernel", weights.toArray(float[][]::new));
    }

    private static float number(String word, String rows) {
        try {
            float number = Float.parseFloat(word);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new FoveaException("'" + word + "' in the kernel '" + rows.strip()
                + "' is no number. Give the rows separated by semicolons, such as '1 0 -1; 2 0 -2; 1 0 -1', or a name: "
                + String.join(", ", FilterKernels.names()) + ".");
    }

    /** The same weights under another name. */
    FilterKernel named(String newName) {
        return new FilterKernel(newName, weights);
    }

    /** The weights row by row. */
    float[] flat() {
        float[] flat = new float[rows() * columns()];
        for (int y = 0; y < rows(); y++) {
            System.arraycopy(weights[y], 0, flat, y * columns(), columns());
        }
        return flat;
    }
}
