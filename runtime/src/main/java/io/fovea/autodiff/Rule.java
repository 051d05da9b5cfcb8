package io.fovea.autodiff;

/** How gradients flow back through one operator. */
@FunctionalInterface
interface Rule {

    /**
     * Appends the vector-Jacobian product of a node: from the gradients of its outputs those of the inputs it wants.
     *
     * @throws NoDerivativeException when this form of the operator has no gradient; the message is the end of a
     *     sentence that begins with the operator
     */
    void apply(Vjp vjp);
}
