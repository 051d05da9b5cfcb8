package io.fovea.model;

/** How an image of another size meets a model. */
public enum Fit {
    /** The image is resized to the model's input, and the answer back. */
    RESIZE,
    /** The image keeps its resolution and goes through in overlapping tiles. */
    TILE,
    /** The image is resized so far that it lies within a detector's input, its aspect kept; the rest is grey. */
    LETTERBOX
}
