package io.fovea.recipe;

import io.fovea.FoveaException;
import io.fovea.data.Range;

/**
 * What moves the weights, and how far. What an optimiser has no use for is kept, and does nothing.
 *
 * @param name which one
 * @param learningRate at the beginning, above 0
 * @param momentum of SGD and RMSprop, 0..1
 * @param nesterov whether SGD looks ahead along its momentum
 * @param weightDecay of kernels, not of biases and the scales of normalisations: decoupled in AdamW, an L2 penalty of half
 *     its size in the others; 0 for none
 * @param epsilon what keeps Adam, AdamW and RMSprop from dividing by zero, with Keras's meaning, above 0
 */
public record OptimizerSpec(
        OptimizerName name,
        double learningRate,
        double momentum,
        boolean nesterov,
        double weightDecay,
        double epsilon) {

    /** Refuses what makes no sense. */
    public OptimizerSpec {
        Range.above(0).check("learningRate", learningRate);
        Range.between(0, 1).check("momentum", momentum);
        Range.atLeast(0).check("weightDecay", weightDecay);
        Range.above(0).check("epsilon", epsilon);
        if (nesterov && !(name == OptimizerName.SGD && momentum > 0)) {
            throw new FoveaException("'nesterov' is a way of SGD's momentum; it needs optimizer sgd and a momentum"
                    + " above 0, but given were " + name.word() + " and " + momentum + ".");
        }
    }
}
