package io.fovea.fit;

import io.fovea.data.Batch;

/** Knows what a student is to learn. */
@FunctionalInterface
public interface Teacher {

    /**
     * What it says of the images of a batch; blocks.
     *
     * @return the probability of each of the student's classes, {@code [N, classes]}, or of each pixel {@code [N, classes, H, W]}
     */
    float[] probabilities(Batch batch);
}
