package io.fovea.task;

import io.fovea.image.Image;

/**
 * What a model made of an image.
 *
 * @param model its name
 * @param image 8-bit if the one given was, else float, in the units of the one given; grey or RGB
 */
public record TransformedImage(String model, Image image, double seconds) implements Prediction {}
