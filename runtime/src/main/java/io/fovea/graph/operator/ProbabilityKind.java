package io.fovea.graph.operator;

/** In what way the numbers that an operator gives are probabilities. */
public enum ProbabilityKind {
    /** In none. */
    NONE,
    /** Each by itself. */
    EACH,
    /** They sum to 1 along an axis. */
    SHARED,
    /** Their exponentials sum to 1 along an axis. */
    SHARED_LOGARITHMS
}
