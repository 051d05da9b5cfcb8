package io.fovea.model;

/**
 * The interval in which nine of ten true numbers of objects lie, around the number found: it reaches as far as a factor of
 * how much is in doubt (a conformal interval, Papadopoulos et al., 2002, scaled by the objects' doubts).
 *
 * @param floor added to the doubt, in objects; above 0, since a model that doubts nothing may still be wrong
 * @param factor by which floor and doubt together are multiplied
 */
public record CountInterval(double floor, double factor) {
    /** The share of true numbers that are meant to lie inside. */
    public static final double LEVEL = 0.9;

    /** Checks ranges. */
    public CountInterval {
        if (!(floor > 0 && floor < Float.MAX_VALUE && factor >= 0 && factor < Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "count-interval needs a number above 0 and one from 0 on, not " + floor + " and " + factor);
        }
    }

    /** Whole numbers, both of which belong to it. */
    public record Range(int low, int high) {}

    /**
     * That around a number.
     *
     * @param count of the objects found
     * @param doubt the sum over them of 1 minus the probability that each is right
     */
    public Range around(int count, double doubt) {
        double reach = factor * (floor + doubt);
        // Halves go outwards, so that nothing that is as far as that falls out.
        return new Range((int) Math.max(0, Math.ceil(count - reach - 0.5)), (int) Math.floor(count + reach + 0.5));
    }
}
