package io.fovea.stroke;

/**
 * An inner value of a network whose channels are features of pixels.
 *
 * @param value its name; {@code [1, channels, height / spacing, width / spacing]}
 * @param spacing pixels from one element to the next, along each axis
 */
public record FeatureGrid(String value, int channels, int spacing) {}
