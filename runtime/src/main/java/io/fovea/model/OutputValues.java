package io.fovea.model;

/** What a model's output values are. */
public enum OutputValues {
    /** Scores of any size, a softmax away from probabilities. */
    LOGITS,
    /** Probabilities that sum to 1 over the classes. */
    PROBABILITIES,
    /** One score of any size for each class by itself, a sigmoid away from a probability. */
    INDEPENDENT_LOGITS,
    /** One probability for each class by itself. */
    INDEPENDENT_PROBABILITIES
}
