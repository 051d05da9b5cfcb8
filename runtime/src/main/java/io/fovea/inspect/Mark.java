package io.fovea.inspect;

/**
 * What a model reached on an image.
 *
 * @param score 0..1
 * @param probability of the right answer, 0..1
 */
record Mark(double score, double probability) {}
