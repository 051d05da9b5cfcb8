package io.fovea.model;

import java.util.Optional;

/**
 * How far a model's answers can be believed, as images with known truth that it did not learn from have shown. Nothing of it
 * changes which class or object is found.
 *
 * @param temperature by which scores are divided before they become probabilities (Guo et al., On calibration of modern neural
 *     networks, 2017), above 0; 1 where nothing was measured
 * @param objects what makes a probability that an object is right
 * @param counts what makes an interval around a number of objects
 * @param limit distance from the images that it knows beyond which an image is unlike them; 0 where that was not measured
 */
public record Trust(double temperature, Optional<ObjectScore> objects, Optional<CountInterval> counts, double limit) {
    /** Nothing was measured. */
    public static final Trust UNKNOWN = new Trust(1, Optional.empty(), Optional.empty(), 0);

    private static final double COLDEST = 0.01;
    private static final double HOTTEST = 100;

    /** Checks ranges. */
    public Trust {
        if (!(temperature >= COLDEST && temperature <= HOTTEST)) {
            throw new IllegalArgumentException(
                    "temperature is " + temperature + ", not a number from " + COLDEST + " to " + HOTTEST);
        }
        if (!(limit >= 0 && limit < Float.MAX_VALUE)) {
            throw new IllegalArgumentException("unlike-limit is " + limit + ", not a number from 0 on");
        }
    }

    /** Whether probabilities are other than those that the network gives. */
    public boolean hasTemperature() {
        return temperature != 1;
    }
}
