package io.fovea.data;

import io.fovea.image.Image;

/**
 * One image with what a network should answer.
 *
 * @param name where it came from, for messages
 * @param image the pixels
 * @param target the answer
 */
public record Example(String name, Image image, Target target) {}
