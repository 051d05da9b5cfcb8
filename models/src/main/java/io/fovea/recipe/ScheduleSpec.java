package io.fovea.recipe;

import io.fovea.data.Range;

/**
 * How the learning rate goes. What a schedule has no use for is kept, and does nothing.
 *
 * @param name which one
 * @param warmUp epochs over which the learning rate rises to its full height at first; 0 for none
 * @param stepEvery epochs after which {@code step} lowers again, from 1
 * @param factor by which {@code step} and {@code plateau} multiply, 0..1
 * @param patience epochs without improvement after which {@code plateau} lowers, from 1
 */
public record ScheduleSpec(ScheduleName name, double warmUp, int stepEvery, double factor, int patience) {

    /** Refuses what makes no sense. */
    public ScheduleSpec {
        Range.atLeast(0).check("warmUp", warmUp);
        Range.atLeast(1).check("stepEvery", stepEvery);
        Range.between(0, 1).check("factor", factor);
        Range.atLeast(1).check("patience", patience);
    }
}
