package io.fovea.share;

/**
 * How far an answer is from the one that a package says is right.
 *
 * @param absolute the largest difference
 * @param relative the same, as a part of the largest of the right values
 * @param isRight whether every difference is within the tolerance
 */
public record OutputCheck(String output, double absolute, double relative, boolean isRight) {

    /**
     * Compares. A value is right if it differs by no more than the tolerance, or by that part of the right value.
     *
     * @param tolerance such as 1e-5
     */
    static OutputCheck of(String output, float[] found, float[] right, double tolerance) {
        double absolute = 0;
        double largest = 0;
        boolean isRight = true;
        for (int i = 0; i < right.length; i++) {
            double difference = found[i] == right[i] ? 0 : Math.abs((double) found[i] - right[i]);
            // Not a number is as far away as can be.
            difference = Double.isNaN(difference)
                    ? Float.isNaN(found[i]) && Float.isNaN(right[i]) ? 0 : Double.POSITIVE_INFINITY
                    : difference;
            absolute = Math.max(absolute, difference);
            largest = Math.max(largest, Math.abs(right[i]));
            isRight &= difference <= tolerance + tolerance * Math.abs(right[i]);
        }
        return new OutputCheck(output, absolute, largest == 0 ? absolute : absolute / largest, isRight);
    }
}
