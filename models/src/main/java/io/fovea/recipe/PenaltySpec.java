package io.fovea.recipe;

import io.fovea.data.Range;

/**
 * What large weights of a layer cost, as Keras's {@code kernel_regularizer} has it; of kernels, not of biases.
 *
 * @param l1 times the sum of their amounts is added to the loss
 * @param l2 times the sum of their squares is added to the loss
 */
public record PenaltySpec(double l1, double l2) {

    /** Refuses what makes no sense. */
    public PenaltySpec {
        Range.atLeast(0).check("l1", l1);
        Range.atLeast(0).check("l2", l2);
    }
}
