package io.fovea.plan;

/**
 * What was chosen.
 *
 * @param reason half a sentence, for people who read the recipe
 */
record Choice<T>(T value, String reason) {}
