package io.fovea.data;

import io.fovea.image.Image;

/**
 * One image with what a network should answer.
 *
 * @param name where it came from, for messages
 * @param image the pixels
 * @param target the answer
 * @param weight how much it counts in the loss beside others, above 0; 1 for what somebody labelled
 */
public record Example(String name, Image image, Target target, double weight) {

    /** One that counts as much as any. */
    public Example(String name, Image image, Target target) {
        this(name, image, target, 1);
    }

    /** The same, of other pixels. */
    public Example with(Image other) {
        return with(other, target);
    }

    /** The same, of other pixels and another answer. */
    public Example with(Image other, Target answer) {
        return new Example(name, other, answer, weight);
    }

    /** The same, which counts otherwise. */
    public Example weighing(double other) {
        return new Example(name, image, target, other);
    }
}
