package io.fovea.image;

/**
 * The least and the greatest number among values.
 *
 * @param least infinite where none is a number
 * @param greatest infinite where none is a number
 * @param isWhole whether all are numbers
 */
record ValueRange(float least, float greatest, boolean isWhole) {
    /** Of no values. */
    static final ValueRange NONE = new ValueRange(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, true);

    /** Whether no value is a number. */
    boolean isEmpty() {
        return least > greatest;
    }

    /** With more values. */
    ValueRange with(float[] values) {
        float min = least;
        float max = greatest;
        boolean whole = isWhole;
        for (float v : values) {
            if (Float.isFinite(v)) {
                min = Math.min(min, v);
                max = Math.max(max, v);
            } else {
                whole = false;
            }
        }
        return new ValueRange(min, max, whole);
    }
}
