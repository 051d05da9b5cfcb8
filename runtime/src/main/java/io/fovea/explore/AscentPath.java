package io.fovea.explore;

import io.fovea.FoveaException;
import java.util.OptionalDouble;

/**
 * Where an ascent begins and how it steps.
 *
 * @param stepSize of the first step, for values of 0..1: for the plain recipe the length of the whole step, otherwise that
 *     of a pixel whose gradient is one standard deviation; empty for the recipe's own
 */
public record AscentPath(AscentStart start, OptionalDouble stepSize, StepSchedule schedule) {
    /** From noise, by the recipe's steps, all alike. */
    public static final AscentPath USUAL =
            new AscentPath(AscentStart.NOISE, OptionalDouble.empty(), StepSchedule.CONSTANT);

    /**
     * Checks the step.
     *
     * @throws FoveaException if it is no positive number
     */
    public AscentPath {
        double step = stepSize.orElse(1);
        if (!(step > 0) || Double.isInfinite(step)) {
            throw new FoveaException(
                    "The step size is a positive number, such as 10 for the recipe lecture; it is " + step + ".");
        }
    }
}
