package io.fovea.anatomy;

/**
 * An element of a value of a model that is part of the scalar explained.
 *
 * @param value of the graph
 * @param index of the element in it, row by row
 * @param weight what it is multiplied with
 */
public record WeightedElement(String value, int index, float weight) {}
