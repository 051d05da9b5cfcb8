package io.fovea.explain.measure;

import io.fovea.FoveaException;
import io.fovea.image.Image;

/**
 * How well heat lies on an object.
 *
 * @param pointing 1 if the hottest pixel is on the object, else 0 (Zhang et al. 2016, the pointing game)
 * @param energy the share of all heat that is on the object, 0..1 (Wang et al. 2020, the energy-based pointing game)
 * @param overlap intersection over union with the object of the pixels above the threshold for which it is largest, 0..1
 */
public record Localisation(double pointing, double energy, double overlap) {

    /**
     * Measures a map; where it is equally hot at several places, the first in the order of rows counts as the hottest.
     *
     * @param heat at the size of the image, none below 0
     * @param mask of the object, of the same size, 0 outside
     * @throws FoveaException if the mask is of another size, or empty
     */
    public static Localisation of(Image heat, Image mask) {
        if (mask.width() != heat.width() || mask.height() != heat.height()) {
            throw new FoveaException("The mask is of " + mask.width() + "x" + mask.height() + " pixels, the image of "
                    + heat.width() + "x" + heat.height() + "; they must be of one size.");
        }
        float[] values = heat.floats();
        boolean[] object = new boolean[values.length];
        int size = 0;
        double inside = 0;
        double all = 0;
        int hottest = 0;
        for (int i = 0; i < values.length; i++) {
            object[i] = mask.value(i % mask.width(), i / mask.width(), 0) != 0;
            size += object[i] ? 1 : 0;
            inside += object[i] ? values[i] : 0;
            all += values[i];
            hottest = values[i] > values[hottest] ? i : hottest;
        }
        if (size == 0) {
            throw new FoveaException("The mask is empty: the object must have at least one pixel that is not 0.");
        }
        return new Localisation(
                object[hottest] ? 1 : 0, all == 0 ? 0 : inside / all, bestOverlap(values, object, size));
    }

    /** Equal values are above a threshold together. */
    private static double bestOverlap(float[] values, boolean[] object, int size) {
        int[] order = ScoredImage.fallingOrder(values);
        double best = 0;
        int hits = 0;
        for (int taken = 1; taken <= order.length; taken++) {
            hits += object[order[taken - 1]] ? 1 : 0;
            boolean last = taken == order.length || values[order[taken]] != values[order[taken - 1]];
            if (last) {
                best = Math.max(best, (double) hits / (size + taken - hits));
            }
        }
        return best;
    }
}
