package io.fovea.counterfactual;

import io.fovea.image.Image;

/**
 * The smallest shift to one side that was found to turn a model's answer.
 *
 * @param shift of which kind
 * @param side in words, {@code brighter}
 * @param amount of the shift, in its unit
 * @param to the label of the class that is answered then
 * @param probability of that class, 0..1
 * @param changed the image shifted, in its depth
 */
public record ShiftChange(Shift shift, String side, double amount, String to, double probability, Image changed) {}
