package io.fovea.task;

/**
 * What a classifier says of one class.
 *
 * @param index of the class, from 0
 * @param probability 0..1
 */
public record Score(int index, String label, float probability) {}
