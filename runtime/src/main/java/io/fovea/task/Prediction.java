package io.fovea.task;

/** What a model says of one image. */
public interface Prediction {
    /** Wall time of the inference: from prepared tensor to output, all tiles. */
    double seconds();
}
