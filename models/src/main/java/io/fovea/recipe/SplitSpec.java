package io.fovea.recipe;

import io.fovea.FoveaException;
import io.fovea.data.Range;

/**
 * Which examples are held out.
 *
 * @param seed of the shuffle (1337)
 * @param validation share that chooses the best weights, below 1; or from 1 a number of examples (0.1)
 * @param test share or number that measures; 0 where the data has a test set (0.2)
 * @param balanced whether every class gives the same share; for data in a folder per class
 */
public record SplitSpec(Long seed, Double validation, Double test, boolean balanced) {

    /** Fills in what is left out and refuses what makes no sense. */
    public SplitSpec {
        seed = seed == null ? 1337 : seed;
        validation = shareOrNumber("validation", validation == null ? 0.1 : validation);
        test = shareOrNumber("test", test == null ? 0.2 : test);
    }

    private static double shareOrNumber(String setting, double value) {
        Range.between(0, Integer.MAX_VALUE).check(setting, value);
        if (value >= 1 && value != Math.rint(value)) {
            throw new FoveaException("'" + setting + "' is " + value
                    + "; below 1 it is a share of the examples, from 1 on a whole number of them.");
        }
        return value;
    }
}
