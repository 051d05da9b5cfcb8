package io.fovea.recipe;

import io.fovea.FoveaException;
import io.fovea.data.Range;

/**
 * What is done around each step of the optimiser.
 *
 * @param ema how much of the mean of the weights a step keeps, such as 0.999; the mean is what is measured and kept; 0 for
 *     the weights as they are
 * @param accumulate batches whose gradients make one step, from 1
 * @param clipNorm the longest that the gradient of all weights together may be; 0 for any
 */
public record StepSpec(double ema, int accumulate, double clipNorm) {

    private static final int MOST_BATCHES = 10_000;

    /** Refuses what makes no sense. */
    public StepSpec {
        Range.between(0, 1).check("ema", ema);
        Range.between(1, MOST_BATCHES).check("accumulate", accumulate);
        Range.atLeast(0).check("clipNorm", clipNorm);
        if (ema == 1) {
            throw new FoveaException("'ema' is 1, with which the mean of the weights would never move; give less.");
        }
    }
}
