package io.fovea.data;

/**
 * A data set in its three parts.
 *
 * @param train to learn from
 * @param validation to choose the best weights by
 * @param test held out, to measure with
 */
public record Splits(Dataset train, Dataset validation, Dataset test) {}
