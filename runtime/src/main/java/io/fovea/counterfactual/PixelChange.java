package io.fovea.counterfactual;

import io.fovea.image.Image;

/**
 * The smallest change of pixels that was found to turn a model's answer.
 *
 * @param from the label of the class that was answered
 * @param to the label of the class that is answered then
 * @param probability of that class, 0..1
 * @param length the root of the sum of squares of what all values of the model's input change by, in grey levels of the image
 * @param largest what a value changes by at most, in grey levels
 * @param image as the model sees it: at the size of its input, 8-bit
 * @param changed the same with the change
 * @param difference the change, grey where there is none, black or white where it is largest
 */
public record PixelChange(
        String from,
        String to,
        double probability,
        double length,
        double largest,
        Image image,
        Image changed,
        Image difference) {}
