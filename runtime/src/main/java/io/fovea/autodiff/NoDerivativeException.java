package io.fovea.autodiff;

/** A rule has no derivative for a node as it is. {@link Backward} and {@link Seed} make a {@link NoGradientException} of it. */
final class NoDerivativeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Because of something: what follows the operator's name in a sentence, such as {@code has no derivative for...}. */
    NoDerivativeException(String predicate) {
        super(predicate);
    }

    /** Because of another one, inside of what the operator is made of. */
    NoDerivativeException(String predicate, Throwable cause) {
        super(predicate, cause);
    }
}
