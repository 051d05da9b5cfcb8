package io.fovea.task;

import io.fovea.image.Image;

/**
 * What a model made of an image.
 *
 * @param model its name
 * @param image 8-bit if the one given was, else float, in the units of the one given; grey, RGB, or channels that are no
 *     colours
 * @param seconds wall time of the inference
 */
public record TransformedImage(String model, Image image, double seconds) implements Prediction {}
