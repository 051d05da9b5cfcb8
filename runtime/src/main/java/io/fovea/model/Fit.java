package io.fovea.model;

/** How an image of another size meets a model. */
public enum Fit {
    /** The image is resized to the model's input, and the answer back. */
    RESIZE,
    /** The image keeps its resolution and goes through in overlapping tiles. */
    TILE
}
